import type { DicomError } from '../../dicom/dicom-error.ts';
import type { Cleaning } from '../../profile/compiled-profile.ts';
import type { Run } from '../run.ts';
import type { ActionResult, Subject } from './action.ts';
import { cleanCharacteristics } from './clean-characteristics.ts';
import { cleanContent } from './clean-content.ts';
import { cleanDates } from './clean-dates.ts';
import { cleanDescriptor } from './clean-descriptor.ts';
import { cleanDevice } from './clean-device.ts';
import { cleanGraphics } from './clean-graphics.ts';
import { cleanPrivate } from './clean-private.ts';
import { cleanRelativeTimes } from './clean-relative-times.ts';

type Cleaner = (subject: Subject, run: Run) => ActionResult | DicomError;

/** Each cleaning by its cleaner. */
const cleaners: Readonly<Record<Cleaning, Cleaner>> = {
  dates: cleanDates,
  'relative-times': cleanRelativeTimes,
  descriptors: cleanDescriptor,
  'structured-content': cleanContent,
  graphics: cleanGraphics,
  characteristics: cleanCharacteristics,
  device: cleanDevice,
  private: cleanPrivate,
};

/** C: clean (PS3.15 E.1), by the cleaner of the option that asks for it (PS3.15 E.3). */
export function clean(cleaning: Cleaning, subject: Subject, run: Run): ActionResult | DicomError {
  return cleaners[cleaning](subject, run);
}
