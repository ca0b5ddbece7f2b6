import { findElement } from '../dicom/dataset-access.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Hold } from './change.ts';
import type { Run } from './run.ts';
import { tags } from './tags.ts';

/** What keeps a file back whatever its values are: content that no attribute rule can answer for. */
export function holdsOf(dataset: IndexedDataset, run: Run): readonly Hold[] {
  return [
    ...unknownStructure(dataset),
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

function encapsulatedDocument(dataset: IndexedDataset, { sopClassUid }: Run): readonly Hold[] {
  const hasDocument = findElement(dataset, tags.encapsulatedDocument) >= 0;
  if (!hasDocument && !sopClassUid.startsWith(encapsulatedPrefix)) return [];
  return [
    {
      kind: 'encapsulated-document',
      reason: 'The file is a document in a DICOM wrapper. Its pages cannot be de-identified here; leave it out.',
      isReleasable: false,
      path: '(0042,0011)',
    },
  ];
}

/** Structured report storage classes, key object selections and the like among them (PS3.4 B.5). */
const structuredReportPrefix = '1.2.840.10008.5.1.4.1.1.88.';

function structuredContent(dataset: IndexedDataset, { sopClassUid, context }: Run): readonly Hold[] {
  const { preset, options } = context.rules.profile;
  if (preset === 'qmenta' || options.includes('cleanStructuredContent')) return [];
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
