import type { DiffRow } from '../contracts/deidentify.protocol.ts';

/**
 * Rows on their way to the page, as texts of some hundred rows each. A browser unpacks a message in one go: as objects, the
 * 135,000 rows of a file of 3,000 frames stopped the page for a third of a second; texts are copied, and read in slices.
 */
export type PackedRows = readonly string[];

const rowsInText = 250;

/** Longest time that the page waits for a slice. */
const sliceMs = 10;

export function packRows(rows: readonly DiffRow[]): PackedRows {
  const packed: string[] = [];
  for (let at = 0; at < rows.length; at += rowsInText) packed.push(JSON.stringify(rows.slice(at, at + rowsInText)));
  return packed;
}

export async function unpackRows(packed: PackedRows): Promise<readonly DiffRow[]> {
  const rows: DiffRow[] = [];
  let endMs = performance.now() + sliceMs;
  for (const text of packed) {
    if (performance.now() > endMs) {
      await nextTask();
      endMs = performance.now() + sliceMs;
    }
    for (const row of JSON.parse(text) as DiffRow[]) rows.push(row);
  }
  return rows;
}

/** A message to oneself: unlike timers, it is not held back where the page is in the background. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
