import type { InputBytes } from '../pipeline/contracts/input-bytes.ts';

/** Opens a zip for its directory; nothing of it is read yet. The library is loaded with the first zip. */
export async function openZipReader(archive: InputBytes) {
  const { BlobReader, ZipReader, configure } = await import('@zip.js/zip.js');
  // Its own workers come from blob: and data: URLs, which the page's policy refuses.
  configure({ useWebWorkers: false });
  // The reader asks for size, slices and their bytes, which is all that these bytes have of a Blob.
  // 'tolerant' for names only: one bad name must not lose the other members.
  return new ZipReader(new BlobReader(archive as Blob), { filenameValidation: 'tolerant' });
}
