import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';

/** A cleaned text as it leaves, in parts that fit into a small window. */
export type ReportText = { readonly path: string; readonly name: string; readonly parts: readonly string[] };

/** Every cleaned text that leaves with the file, in its order: what the mark of its texts is made of. */
export function textsOf(rows: readonly DiffRow[]): readonly ReportText[] {
  return rows
    .filter(({ words, effect }) => words !== undefined && (effect === 'kept' || effect === 'replaced'))
    .map(({ path, name, after }) => ({ path, name, parts: partsOf(after ?? '') }));
}

/** Four lines or 300 characters at most, cut between words where there are any. Together the parts are the whole. */
function partsOf(whole: string): readonly string[] {
  const fewLines = whole.match(/(?:[^\r\n]*(?:\r\n|\r|\n)){1,4}|[^\r\n]+$/gu) ?? [];
  return fewLines.flatMap((lines) => lines.match(/[\s\S]{1,300}(?:\s|$)|[\s\S]{1,300}/gu) ?? []);
}
