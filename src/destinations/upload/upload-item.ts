import type { NewIdentifiers } from '../../pipeline/contracts/upload.ts';

/** One de-identified file on its way to a server. It does not know the name or the place of its input. */
export type UploadItem = {
  /** The page's own number of the file. */
  readonly id: number;
  readonly identifiers: NewIdentifiers;
  /** Where it would go inside an archive: pseudonyms only. */
  readonly outputPath: string;
  readonly body: Blob;
  /** Of the whole body, in lower-case hexadecimal digits. */
  readonly sha256: string;
};
