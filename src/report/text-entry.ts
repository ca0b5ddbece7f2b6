import type { BundleEntry } from './bundle.ts';

const chunkCharacters = 64 * 1024;

/** A bundle entry of UTF-8 text that is made when its turn comes. */
export function textEntry(name: string, text: () => string | Promise<string>): BundleEntry {
  return {
    name,
    async *content() {
      yield new TextEncoder().encode(await text());
    },
  };
}

/** A bundle entry of rows, of which no more is held than travels together. */
export function rowsEntry(name: string, rows: () => Iterable<string>): BundleEntry {
  return {
    name,
    async *content() {
      for (const chunk of inChunks(rows())) yield new TextEncoder().encode(chunk);
    },
  };
}

/** Rows, many in one text. */
function* inChunks(rows: Iterable<string>): Generator<string> {
  let text = '';
  for (const row of rows) {
    text += row;
    if (text.length < chunkCharacters) continue;
    yield text;
    text = '';
  }
  yield text;
}
