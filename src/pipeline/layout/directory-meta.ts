import { implementation } from '../../deidentify/new-file-meta.ts';
import { pseudonymsOf } from '../../deidentify/pseudonym.ts';
import type { NewFileMeta } from '../../dicom/file-meta.ts';
import { explicitVrLittleEndian, mediaStorageDirectoryStorage } from '../../dicom/media-directory.ts';

/** The same files under the same key have the same directory, UID included. @param instances new SOP Instance UIDs */
export function newDirectoryMeta(instances: readonly string[], projectKey: Uint8Array): NewFileMeta {
  return {
    mediaStorageSopClassUid: mediaStorageDirectoryStorage,
    mediaStorageSopInstanceUid: pseudonymsOf(projectKey).newUid(`DICOMDIR ${instances.join('\\')}`),
    transferSyntaxUid: explicitVrLittleEndian,
    ...implementation,
  };
}
