import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { attributePath, findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { readInteger } from '../dicom/read-integer.ts';
import { formatTag, tagOf } from '../dicom/tag.ts';
import { canBlankPage } from './blank-page.ts';
import type { Hold } from './change.ts';
import type { Run } from './run.ts';
import { firstUndecidedItem } from './structured-content/undecided-items.ts';
import { tags } from './tags.ts';

/** What keeps a file back whatever its values are: content that no attribute rule can answer for. */
export function holdsOf(dataset: IndexedDataset, run: Run): readonly Hold[] {
  return [
    ...unknownStructure(dataset),
    ...malformedCounts(dataset),
    ...unknownSopClass(run),
    ...encapsulatedDocument(dataset, run),
    ...structuredContent(dataset, run),
  ];
}

/** Irregularities that hold a file: bytes or content that nothing could follow (docs/malformations.md). */
export const holdingIrregularities: ReadonlySet<string> = new Set(['trailing-bytes', 'unread-sequence']);

function unknownStructure(dataset: IndexedDataset): readonly Hold[] {
  return dataset.irregularities
    .filter(({ code }) => holdingIrregularities.has(code))
    .map(({ message }) => ({ kind: 'unknown-structure', reason: message, isReleasable: false }));
}

/** Samples per Pixel, Number of Frames, Rows, Columns, Bits Allocated: they say where the image ends (PS3.3 C.7.6.3). */
const countTags = [0x0002, 0x0008, 0x0010, 0x0011, 0x0100].map((element) => tagOf(0x0028, element));

function malformedCounts(dataset: IndexedDataset): readonly Hold[] {
  return countTags
    .filter((tag) => readInteger(dataset, tag).kind === 'malformed')
    .map((tag) => ({
      kind: 'unknown-structure',
      reason: `${lookUpAttribute(tag)?.name} ${formatTag(tag)} is not a whole number from 0 to 2,147,483,647, so nobody can tell where the image ends. Export the file again, or leave it out.`,
      isReleasable: false,
      path: formatTag(tag),
    }));
}

function unknownSopClass({ sopClassUid, context }: Run): readonly Hold[] {
  if (context.rules.wellKnownUids.has(sopClassUid)) return [];
  return [
    {
      kind: 'unknown-structure',
      reason:
        'The SOP Class UID is missing or not one of the standard, so nobody can tell what the file shows or holds. Look through its attributes before you release it.',
      isReleasable: true,
      path: '(0008,0016)',
    },
  ];
}

/** Storage classes of PDF, CDA, STL and the like (PS3.4 B.5). */
const encapsulatedPrefix = '1.2.840.10008.5.1.4.1.1.104.';

function encapsulatedDocument(dataset: IndexedDataset, { sopClassUid, blanksPage }: Run): readonly Hold[] {
  const hasDocument = findElement(dataset, tags.encapsulatedDocument) >= 0;
  if (blanksPage || (!hasDocument && !sopClassUid.startsWith(encapsulatedPrefix))) return [];
  const canBlank = canBlankPage(dataset);
  const ways = canBlank
    ? 'leave it out, put a blank page in its place, or have its pages drawn as pictures.'
    : 'leave it out.';
  return [
    {
      kind: 'encapsulated-document',
      reason: `The file is a document in a DICOM wrapper. Its pages cannot be de-identified as they are; ${ways}`,
      isReleasable: false,
      path: '(0042,0011)',
      ...(canBlank && { canBlankPage: true as const }),
    },
  ];
}

/** Structured report storage classes, key object selections and the like among them (PS3.4 B.5). */
const structuredReportPrefix = '1.2.840.10008.5.1.4.1.1.88.';

function structuredContent(dataset: IndexedDataset, { sopClassUid, context }: Run): readonly Hold[] {
  const { preset, options } = context.rules.profile;
  if (preset === 'qmenta') return [];
  if (options.includes('cleanStructuredContent')) return undecidedContent(dataset);
  if (!sopClassUid.startsWith(structuredReportPrefix) || findElement(dataset, tags.contentSequence) < 0) return [];
  return [
    {
      kind: 'structured-content',
      reason:
        'The file is a structured report. The profile puts a dummy in place of each text, name and value in its content; what is left has little meaning. Release it only when that is enough, or turn on Clean Structured Content.',
      isReleasable: true,
      path: '(0040,A730)',
    },
  ];
}

/** A report whose items all have their decision passes; one with an item that the rules do not know waits. */
function undecidedContent(dataset: IndexedDataset): readonly Hold[] {
  const item = firstUndecidedItem(dataset);
  if (item < 0) return [];
  return [
    {
      kind: 'structured-content',
      reason:
        'An item of the report has no Value Type (0040,A040) that the rules know, so nobody can tell whether its text is clean. Look at the item, then release the file or leave it out.',
      isReleasable: true,
      path: attributePath(dataset, item),
    },
  ];
}
