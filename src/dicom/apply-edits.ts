import { isLittleEndianAt } from './dataset-access.ts';
import { deflateDataset } from './deflate-dataset.ts';
import { type DicomError, dicomError } from './dicom-error.ts';
import type { Edit, OutputPart } from './edit.ts';
import {
  type HeaderEncoding,
  headerBytesFor,
  lengthFieldBytes,
  writeElementHeader,
  writeUint16,
  writeUint32,
} from './encode-element.ts';
import { encodeFileMeta, type NewFileMeta } from './file-meta.ts';
import { elementFlag, type IndexedDataset } from './indexed-dataset.ts';
import {
  appendBytes,
  appendStretch,
  createOutputBuilder,
  finishOutput,
  type OutputBuilder,
  reserveBytes,
} from './output-builder.ts';
import { formatTag, type Tag } from './tag.ts';
import { type PackedVr, packVr } from './vr.ts';

const preambleBytes = 128;
const prefix = Uint8Array.of(0x44, 0x49, 0x43, 0x4d);
/** By bytes of the length field. A sequence that is written as a text may have a field of 16 bits. */
const longestContainers = { 2: 0xfffe, 4: 0xfffffffe } as const;

/**
 * Builds the output of a file: zeroed preamble, new File Meta Information, and the original data set with the edits
 * spliced in. Untouched elements keep their exact bytes; the stated lengths of the sequences and items around an edit
 * are patched; values left in the file become ranges. Edits below a removed or replaced element have no effect. What
 * follows the last element is left out. A deflated data set is deflated again.
 * @returns `cannot-encode` when a value or container no longer fits the length field of its header.
 */
export function applyEdits(
  dataset: IndexedDataset,
  edits: readonly Edit[],
  meta: NewFileMeta,
): readonly OutputPart[] | DicomError {
  const plan = planEdits(dataset, edits);
  if (plan.kind === 'error') return plan;
  const output = createOutputBuilder(dataset);
  reserveBytes(output, preambleBytes);
  appendBytes(output, prefix);
  appendBytes(output, encodeFileMeta(meta));
  const headBytes = output.lengthBytes;
  const problem = splice(dataset, plan, output);
  if (problem) return problem;
  if (dataset.isInflated) {
    const deflated = deflateDataset(output.buffer.subarray(headBytes, output.lengthBytes));
    output.lengthBytes = headBytes;
    appendBytes(output, deflated);
  }
  return finishOutput(output);
}

const action = { none: 0, remove: 1, replace: 2, patchLength: 3 } as const;

type Insertion = Extract<Edit, { readonly kind: 'insert' }>;

/** What happens at each row of the index, and how much the containers grow or shrink by it. */
type Plan = {
  readonly kind: 'plan';
  readonly actions: Uint8Array;
  readonly replacements: ReadonlyMap<number, Uint8Array>;
  readonly deltas: Float64Array;
  /** In tag order. */
  readonly insertions: readonly Insertion[];
};

function planEdits(dataset: IndexedDataset, edits: readonly Edit[]): Plan | DicomError {
  const { count, tags, vrs } = dataset.elements;
  const actions = new Uint8Array(count);
  const replacements = new Map<number, Uint8Array>();
  const insertions: Insertion[] = [];
  for (const edit of edits) {
    if (edit.kind === 'remove') {
      actions[edit.element] = action.remove;
      continue;
    }
    const isNew = edit.kind === 'insert';
    const vr = isNew ? packVr(edit.vr) : vrs[edit.element]!;
    const encoding = isNew ? dataset.transferSyntax : encodingAt(dataset, edit.element);
    if (headerBytesFor(vr, edit.value.length, encoding) === 0) return tooLong(isNew ? edit.tag : tags[edit.element]!);
    if (isNew) {
      insertions.push(edit);
    } else if (actions[edit.element] !== action.remove) {
      // Removal wins whatever the order: an element due to go must not come back.
      actions[edit.element] = action.replace;
      replacements.set(edit.element, edit.value);
    }
  }
  insertions.sort((one, other) => one.tag - other.tag);
  const deltas = markContainers(dataset, actions, replacements);
  return { kind: 'plan', actions, replacements, deltas, insertions };
}

/** Marks the containers around each edit that stands, and sums up by how much they grow or shrink. */
function markContainers(
  dataset: IndexedDataset,
  actions: Uint8Array,
  replacements: ReadonlyMap<number, Uint8Array>,
): Float64Array {
  const { count, parents, headerOffsets, endOffsets, subtreeEnds, vrs, flags } = dataset.elements;
  const deltas = new Float64Array(count);
  for (let row = 0; row < count; ) {
    if (actions[row] === action.none || actions[row] === action.patchLength) {
      row++;
      continue;
    }
    let delta = headerOffsets[row]! - endOffsets[row]!;
    if (actions[row] === action.replace) {
      const valueBytes = replacements.get(row)!.length;
      delta += headerBytesFor(vrs[row]!, valueBytes, encodingAt(dataset, row)) + valueBytes;
    }
    for (let at = parents[row]!; at >= 0; at = parents[at]!) {
      deltas[at]! += delta;
      if ((flags[at]! & elementFlag.undefinedLength) === 0) actions[at] = action.patchLength;
    }
    // What is below goes with it, whatever was planned there.
    row = subtreeEnds[row]!;
  }
  return deltas;
}

function splice(dataset: IndexedDataset, plan: Plan, output: OutputBuilder): DicomError | null {
  const { elements } = dataset;
  const { count, tags, parents, headerOffsets, valueOffsets, valueLengths, endOffsets, subtreeEnds } = elements;
  let inserted = 0;
  let copied = dataset.datasetOffsetBytes;
  const copyUpTo = (offsetBytes: number): void => {
    if (offsetBytes > copied) appendStretch(output, dataset, copied, offsetBytes);
    copied = offsetBytes;
  };
  for (let row = 0; row < count; ) {
    if (parents[row] === -1 && inserted < plan.insertions.length && plan.insertions[inserted]!.tag < tags[row]!) {
      copyUpTo(headerOffsets[row]!);
      appendInsertion(output, dataset, plan.insertions[inserted++]!);
      continue;
    }
    const what = plan.actions[row]!;
    if (what === action.none) {
      row++;
    } else if (what === action.patchLength) {
      const patched = valueLengths[row]! + plan.deltas[row]!;
      const lengthBytes = lengthFieldBytes(elements.vrs[row]!, encodingAt(dataset, row));
      if (patched > longestContainers[lengthBytes]) return tooLong(tags[row]!);
      copyUpTo(valueOffsets[row]! - lengthBytes);
      appendLength(output, lengthBytes, patched, isLittleEndianAt(dataset, row));
      copied = valueOffsets[row]!;
      row++;
    } else {
      copyUpTo(headerOffsets[row]!);
      const value = plan.replacements.get(row);
      if (value && what === action.replace) {
        appendElement(output, tags[row]!, elements.vrs[row]!, value, encodingAt(dataset, row));
      }
      copied = endOffsets[row]!;
      row = subtreeEnds[row]!;
    }
  }
  copyUpTo(dataset.datasetEndBytes);
  for (; inserted < plan.insertions.length; inserted++) appendInsertion(output, dataset, plan.insertions[inserted]!);
  return null;
}

function appendLength(output: OutputBuilder, fieldBytes: 2 | 4, length: number, isLittleEndian: boolean): void {
  const at = reserveBytes(output, fieldBytes);
  const write = fieldBytes === 2 ? writeUint16 : writeUint32;
  write(output.buffer, at, length, isLittleEndian);
}

function appendInsertion(output: OutputBuilder, dataset: IndexedDataset, { tag, vr, value }: Insertion): void {
  appendElement(output, tag, packVr(vr), value, dataset.transferSyntax);
}

function appendElement(
  output: OutputBuilder,
  tag: Tag,
  vr: PackedVr,
  value: Uint8Array,
  encoding: HeaderEncoding,
): void {
  const at = reserveBytes(output, headerBytesFor(vr, value.length, encoding));
  writeElementHeader(output.buffer, at, tag, vr, value.length, encoding);
  appendBytes(output, value);
}

/** How the header of an existing element is written. */
function encodingAt(dataset: IndexedDataset, row: number): HeaderEncoding {
  const isItem = dataset.elements.vrs[row] === 0;
  const isImplicit = isItem || (dataset.elements.flags[row]! & elementFlag.implicitHeader) !== 0;
  return { isExplicitVr: !isImplicit, isLittleEndian: isLittleEndianAt(dataset, row) };
}

function tooLong(tag: Tag): DicomError {
  return dicomError(
    'cannot-encode',
    `The new value of ${formatTag(tag)} does not fit the length field of its header. Leave the file out.`,
    { tag },
  );
}
