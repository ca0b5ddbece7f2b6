const windowBytes = 4 * 1024 * 1024;

/** The bytes of a Blob by window. Throws when they cannot be read any more. */
export async function* blobChunks(blob: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.size; at += windowBytes) {
    yield new Uint8Array(await blob.slice(at, at + windowBytes).arrayBuffer());
  }
}
