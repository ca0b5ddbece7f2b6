import { valueBytes } from '../dicom/dataset-access.ts';
import type { DicomError } from '../dicom/dicom-error.ts';
import type { ActionResult, Subject } from './actions/action.ts';
import { replaceText } from './actions/replace-text.ts';
import { trimmedAscii } from './ascii.ts';
import type { Decision } from './decision.ts';
import type { Run } from './run.ts';

/** How it is recorded. */
export const renewedUid = { action: 'U', reason: 'Nescio · the image is blanked, so it is another one' } as const;

/**
 * A blanked image is another instance than the one it was made of, whatever the profile keeps: its UID, and each reference
 * to it, becomes what the keyed replacement makes of it (PS3.3 C.7.6.1.1.2, PS3.15 E.3.9).
 * @returns null for what is no kept UID of a blanked image
 */
export function renewBlankedUid(
  { operation }: Decision,
  subject: Subject,
  { context: { blankedInstances }, pseudonyms }: Run,
): ActionResult | DicomError | null {
  if (operation.action !== 'K' || subject.vr !== 'UI' || !blankedInstances || blankedInstances.size === 0) return null;
  const bytes = valueBytes(subject.dataset, subject.element);
  if (bytes === null) return null;
  const uids = trimmedAscii(bytes)
    .split('\\')
    .map((uid) => uid.trim());
  if (!uids.some((uid) => blankedInstances.has(uid))) return null;
  return replaceText(
    subject,
    uids.map((uid) => (blankedInstances.has(uid) ? pseudonyms.newUid(uid) : uid)),
  );
}
