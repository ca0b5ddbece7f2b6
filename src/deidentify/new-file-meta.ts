import type { NewFileMeta } from '../dicom/file-meta.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { findRule } from '../profile/find-rule.ts';
import type { Run } from './run.ts';
import { tags } from './tags.ts';

/** Names this implementation (PS3.7 D.3.3.2); made once from a random UUID (PS3.5 B.2). */
export const implementation = {
  implementationClassUid: '2.25.116411802993874236241987101617424116971',
  implementationVersionName: 'NESCIO_0_1',
} as const;

/**
 * File Meta Information of the output (PS3.10 7.1), all of it new: AE titles and private information are not carried
 * over. @param sopInstanceUid the data set's, after this run; empty when it has none.
 */
export function newFileMeta(dataset: IndexedDataset, run: Run, sopInstanceUid: string): NewFileMeta {
  return {
    mediaStorageSopClassUid: run.sopClassUid,
    mediaStorageSopInstanceUid: sopInstanceUid || withoutDatasetUid(dataset, run),
    transferSyntaxUid: dataset.transferSyntax.uid,
    ...implementation,
  };
}

/** A data set without SOP Instance UID: what the meta information said goes by the same rule. */
function withoutDatasetUid({ meta }: IndexedDataset, { context, pseudonyms }: Run): string {
  const original = meta.mediaStorageSopInstanceUid;
  if (original === '') return '';
  if (context.blankedInstances?.has(original)) return pseudonyms.newUid(original);
  return findRule(context.rules, tags.sopInstanceUid, 'UI').action === 'K' ? original : pseudonyms.newUid(original);
}
