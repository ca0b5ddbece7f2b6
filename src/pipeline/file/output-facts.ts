import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Tag } from '../../dicom/tag.ts';
import { readText } from '../../dicom/value-codec.ts';

/** What an output says of itself, for names of files and for a media directory: new values only. */
export type OutputFacts = {
  readonly transferSyntaxUid: string;
  /** Values of attributes of the top level that are there, joined by backslashes. */
  readonly texts: Readonly<Record<Tag, string>>;
  /** Concept Name Code Sequence (0040,A043): value, scheme, meaning; null where there is none. */
  readonly concept: readonly [value: string, scheme: string, meaning: string] | null;
};

const conceptNameCodeSequence: Tag = 0x0040a043;

/** Keys of directory records (PS3.3 F.5), and what names of files are made of. */
const wanted: readonly Tag[] = [
  0x00080008, 0x00080016, 0x00080018, 0x00080020, 0x00080023, 0x00080030, 0x00080033, 0x00080050, 0x00080060,
  0x00081030, 0x0008103e, 0x00100010, 0x00100020, 0x0020000d, 0x0020000e, 0x00200010, 0x00200011, 0x00200013,
  0x00280008, 0x00280010, 0x00280011, 0x00289001, 0x00289002, 0x3004000a, 0x30060002, 0x30060008, 0x30060009,
  0x300a0002, 0x300a0006, 0x300a0007, 0x30080250, 0x30080251, 0x0040a491, 0x0040a493, 0x00420010, 0x00420012,
  0x00700080, 0x00700081, 0x00700082, 0x00700083, 0x00700084,
];

/** @param output a finished output, read again without its pixels */
export function outputFactsOf(output: IndexedDataset): OutputFacts {
  const texts: Record<Tag, string> = {};
  for (const tag of wanted) {
    const element = findElement(output, tag);
    if (element >= 0) texts[tag] = readText(output, element).join('\\').trim();
  }
  return {
    transferSyntaxUid: output.transferSyntax.uid,
    texts,
    concept: conceptOf(output),
  };
}

function conceptOf(output: IndexedDataset): OutputFacts['concept'] {
  const { tags, subtreeEnds, depths } = output.elements;
  const sequence = findElement(output, conceptNameCodeSequence);
  if (sequence < 0) return null;
  const found = new Map<Tag, string>();
  for (let at = sequence + 1; at < (subtreeEnds[sequence] ?? 0); at++) {
    const tag = tags[at] ?? 0;
    // Of the first item; what is nested deeper belongs to something else.
    if ((depths[at] ?? 0) === (depths[sequence + 1] ?? 0) + 1 && !found.has(tag))
      found.set(tag, readText(output, at).join('\\').trim());
  }
  const [value, scheme, meaning] = [0x00080100, 0x00080102, 0x00080104].map((tag) => found.get(tag) ?? '');
  return value && scheme && meaning ? [value, scheme, meaning] : null;
}
