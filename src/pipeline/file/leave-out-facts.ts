import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { tagOf } from '../../dicom/tag.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { LeaveOutFacts } from '../../profile/leave-out.ts';

/** What the filters of a profile look at. A file's summary from the scan holds the same. */
export function leaveOutFacts(dataset: IndexedDataset): LeaveOutFacts {
  return {
    modality: readSingleText(dataset, tagOf(0x0008, 0x0060)).trim(),
    sopClassUid: readSingleText(dataset, tagOf(0x0008, 0x0016)).trim() || dataset.meta.mediaStorageSopClassUid,
    imageType: imageTypeOf(dataset),
    seriesDescription: readSingleText(dataset, tagOf(0x0008, 0x103e)).trim(),
  };
}

/** All values of Image Type (0008,0008), joined by backslashes. */
export function imageTypeOf(dataset: IndexedDataset): string {
  const element = findElement(dataset, tagOf(0x0008, 0x0008));
  return element < 0 ? '' : readText(dataset, element).join('\\');
}
