import { valueBytes } from '../../dicom/dataset-access.ts';
import { areEqualBytes } from '../../dicom/equal-bytes.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { elementOf, groupOf, type Tag } from '../../dicom/tag.ts';
import type { Subject } from '../actions/action.ts';
import { collectValues } from '../residual/collect-identifiers.ts';
import { cleanCsa } from './csa/clean-csa.ts';
import { cleanProtocol } from './csa/clean-protocol.ts';
import { csaText } from './csa/read-csa.ts';
import { cleanProtocolBlock } from './ge/clean-protocol-block.ts';
import { cleanUserData } from './ge/clean-user-data.ts';

/** Makes one kind of private block anew. @returns null for what cannot be read, or leaves nothing */
type BlockCleaner = (bytes: Uint8Array, dataset: IndexedDataset) => Uint8Array | null;

/** Elements that hold whole headers of their own, by creator, group and place within the block. */
const cleaners: ReadonlyMap<string, BlockCleaner> = new Map([
  ['SIEMENS CSA HEADER 29 10', cleanCsa], // Image Header
  ['SIEMENS CSA HEADER 29 20', cleanCsa], // Series Header
  ['SIEMENS MR SDS 01 21 19', cleanProtocolText], // Series Header of XA
  ['SIEMENS MR SDR 01 21 19', cleanProtocolText],
  ['GEMS_SERS_01 25 1b', cleanProtocolBlock],
  ['GEMS_PARM_01 43 2a', cleanUserData],
]);

/** Is this an element that is made anew rather than kept or removed? */
export function isCleanedBlock(creator: string, tag: Tag): boolean {
  return cleaners.has(keyOf(creator, tag));
}

const cleaned = new WeakMap<IndexedDataset, Map<number, Uint8Array | null>>();

/** The block made anew, once for each element; its length is even. @returns null when it has to go whole */
export function cleanBlock({ dataset, element, tag }: Subject, creator: string): Uint8Array | null {
  const known = cleaned.get(dataset) ?? new Map<number, Uint8Array | null>();
  cleaned.set(dataset, known);
  const before = known.get(element);
  if (before !== undefined) return before;
  const bytes = valueBytes(dataset, element);
  const block = bytes === null ? null : madeOf(keyOf(creator, tag), bytes, dataset);
  known.set(element, block);
  return block;
}

type Made = { readonly identifiers: string; readonly bytes: Uint8Array; readonly block: Uint8Array | null };

/** The last block of each kind: the files of a series have the same protocol, and it is the long one. */
const lastMade = new Map<string, Made>();

function madeOf(kind: string, bytes: Uint8Array, dataset: IndexedDataset): Uint8Array | null {
  // What stays depends on the bytes and on what identifies the patient, and on nothing else.
  const identifiers = collectValues(dataset).key;
  const last = lastMade.get(kind);
  if (last?.identifiers === identifiers && areEqualBytes(last.bytes, bytes)) return last.block;
  const made = cleaners.get(kind)?.(bytes, dataset) ?? null;
  const block = made === null ? null : padded(made);
  lastMade.set(kind, { identifiers, bytes: bytes.slice(), block });
  return block;
}

function cleanProtocolText(bytes: Uint8Array, dataset: IndexedDataset): Uint8Array | null {
  const text = cleanProtocol(csaText(bytes), dataset);
  // Readers look for the part behind the first byte, as a protocol of XA begins with a head of its own.
  return text === null ? null : new TextEncoder().encode(`<XProtocol>\n${text}\n`);
}

function padded(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1);
  even.set(bytes);
  return even;
}

function keyOf(creator: string, tag: Tag): string {
  return `${creator} ${groupOf(tag).toString(16)} ${(elementOf(tag) & 0xff).toString(16)}`;
}
