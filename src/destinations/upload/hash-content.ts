import { blobChunks } from './blob-chunks.ts';
import { readContent } from './stream-content.ts';
import type { UploadItem } from './upload-item.ts';

/** The hash of what would be sent, as `readContent` makes it of what a server has; null when it cannot be read any more. */
export function hashContent({ body }: UploadItem): Promise<string | null> {
  return readContent(blobChunks(body)).then(
    ({ hash }) => hash,
    () => null,
  );
}
