/** One file of a bundle. Its content may depend on the entries before it: it is pulled in order. */
export type BundleEntry = { readonly name: string; readonly content: () => AsyncIterable<Uint8Array> };

/** Writes a zip entry by entry without holding it in memory. */
export type StreamBundle = (entries: readonly BundleEntry[], signal: AbortSignal) => Promise<Blob>;

/** Beyond this much text a bundle is streamed: JSZip holds content and archive in memory at once. */
const bundleLimitBytes = 64 * 1024 * 1024;

/** Every entry has this date: the time of saving is nobody's business, and equal input gives an equal archive. */
const entryDate = new Date(Date.UTC(1980, 0, 1));

/**
 * Packs a small zip with JSZip, or hands over to the streaming writer once the content passes the limit. Nothing is
 * asked for twice: what was read so far is passed on.
 * @throws Error with a message for people when the content passes the limit and there is no streaming writer; the
 *   signal's reason when it aborts.
 */
export async function packBundle(
  entries: readonly BundleEntry[],
  streamBundle: StreamBundle | null,
  signal: AbortSignal,
  limitBytes = bundleLimitBytes,
): Promise<Blob> {
  const read: { readonly name: string; readonly chunks: Uint8Array[] }[] = [];
  let total = 0;
  for (const [position, { name, content }] of entries.entries()) {
    const chunks: Uint8Array[] = [];
    const rest = content()[Symbol.asyncIterator]();
    for (let step = await rest.next(); !step.done; step = await rest.next()) {
      signal.throwIfAborted();
      chunks.push(step.value);
      total += step.value.length;
      if (total <= limitBytes) continue;
      if (!streamBundle) throw new Error(tooLarge(name, limitBytes));
      const head = [...read, { name, chunks }].map(({ name, chunks }) => ({ name, content: () => replay(chunks) }));
      const current = { name, content: () => resume(chunks, rest) };
      return streamBundle([...head.slice(0, -1), current, ...entries.slice(position + 1)], signal);
    }
    read.push({ name, chunks });
  }
  return zipInMemory(read);
}

async function zipInMemory(files: readonly { readonly name: string; readonly chunks: Uint8Array[] }[]): Promise<Blob> {
  const { default: JSZip } = await import('jszip');
  const zip = new JSZip();
  for (const { name, chunks } of files) {
    zip.file(name, await new Blob(chunks as BlobPart[]).arrayBuffer(), { date: entryDate, createFolders: false });
  }
  const bytes = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
  return new Blob([bytes as BlobPart], { type: 'application/zip' });
}

async function* replay(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function* resume(chunks: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
  for (let step = await rest.next(); !step.done; step = await rest.next()) yield step.value;
}

function tooLarge(name: string, limitBytes: number): string {
  const limit = Math.round(limitBytes / 1024 ** 2);
  return `The records are larger than ${limit} MB at ${name}, too large to build in memory. Leave out original values, or process fewer files at a time.`;
}
