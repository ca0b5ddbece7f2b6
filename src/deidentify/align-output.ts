import type { Edit } from '../dicom/edit.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { packVr } from '../dicom/vr.ts';

/** Which entry of the input each entry of an output came from. */
export type Alignment = {
  /** By output entry: the input entry; -1 for items and elements inside a value that the run wrote, and added elements. */
  readonly inputOf: Int32Array;
  /** By output entry: the value that the plan put there. */
  readonly planned: ReadonlyMap<number, Uint8Array>;
};

/**
 * Walks input and output side by side: what is left of the input must follow in its order under its VRs, with the planned
 * insertions once each and nothing else. @returns null when the output is not made of that.
 */
export function alignOutput(dataset: IndexedDataset, edits: readonly Edit[], output: IndexedDataset): Alignment | null {
  const from = dataset.elements;
  const to = output.elements;
  const { removed, replacements, insertions } = sortEdits(edits);
  const inputOf = new Int32Array(to.count).fill(-1);
  const planned = new Map<number, Uint8Array>();
  let input = 0;
  for (let entry = 0; entry < to.count; ) {
    while (removed.has(input)) input = from.subtreeEnds[input]!;
    const insertion = to.depths[entry] === 0 ? insertions.get(to.tags[entry]!) : undefined;
    if (insertion?.vr === to.vrs[entry]) {
      insertions.delete(to.tags[entry]!);
      planned.set(entry, insertion!.value);
      entry = to.subtreeEnds[entry]!;
      continue;
    }
    const isNext =
      input < from.count &&
      from.tags[input] === to.tags[entry] &&
      from.depths[input] === to.depths[entry] &&
      from.vrs[input] === to.vrs[entry];
    if (!isNext) return null;
    inputOf[entry] = input;
    const replacement = replacements.get(input);
    if (replacement) planned.set(entry, replacement);
    entry = replacement ? to.subtreeEnds[entry]! : entry + 1;
    input = replacement ? from.subtreeEnds[input]! : input + 1;
  }
  while (removed.has(input)) input = from.subtreeEnds[input]!;
  return input === from.count && insertions.size === 0 ? { inputOf, planned } : null;
}

function sortEdits(edits: readonly Edit[]) {
  const removed = new Set<number>();
  const replacements = new Map<number, Uint8Array>();
  const insertions = new Map<number, { readonly vr: number; readonly value: Uint8Array }>();
  for (const edit of edits) {
    if (edit.kind === 'remove') removed.add(edit.element);
    else if (edit.kind === 'replace') replacements.set(edit.element, edit.value);
    else insertions.set(edit.tag, { vr: packVr(edit.vr), value: edit.value });
  }
  return { removed, replacements, insertions };
}
