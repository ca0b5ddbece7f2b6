import type { Finding } from '../../deidentify/change.ts';
import type { Deidentified } from '../../deidentify/deidentify-dataset.ts';
import { isTopLevelPixelData } from '../../dicom/dataset-access.ts';
import type { Edit, OutputPart } from '../../dicom/edit.ts';
import { indexFile } from '../../dicom/element-index.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { SplicedPart } from '../../dicom/splices.ts';
import { inspectCodestreams } from '../../pixel-data/inspect-codestreams.ts';
import type { SeenPixels } from '../../pixel-data/inspect-pixels.ts';
import { rebuildTables } from '../../pixel-data/rebuilt-tables.ts';
import type { PlannedRedaction } from '../../pixel-data/redaction/plan-redaction.ts';
import type { FailedOutcome } from '../contracts/file-outcome.ts';
import type { OpenInput } from '../reading/open-input.ts';
import { runReading } from '../reading/run-reading.ts';
import { type ReadBytes, readParts, replacePixels, sizeOfParts } from './output-parts.ts';

/** Compressed pixels as they are written, and the tables of places beside them. */
type PlannedCuts = {
  readonly kind: 'cut';
  readonly part: SplicedPart | null;
  readonly edits: readonly Edit[];
};

const nothing: PlannedCuts = { kind: 'cut', part: null, edits: [] };

/**
 * What is written in place of the compressed pixels of a file, where something in them is cut. Frames of a blanked image are cut
 * where they are made anew.
 */
export async function planCuts(
  dataset: IndexedDataset,
  { cuts }: SeenPixels,
  input: OpenInput,
  redaction: PlannedRedaction | null,
): Promise<PlannedCuts | FailedOutcome> {
  const [element] = dataset.fragments.keys();
  if (cuts === null || element === undefined || redaction !== null) return nothing;
  const rebuilt = await runReading(rebuildTables(dataset, element, cuts), input.read);
  return 'kind' in rebuilt ? rebuilt : { kind: 'cut', ...rebuilt };
}

/** The parts of an output with its compressed pixels cut. */
export function cutParts(parts: readonly OutputPart[], { part: pixels }: PlannedCuts): readonly OutputPart[] {
  return pixels === null ? parts : replacePixels(parts, pixels.offsetBytes, () => pixels);
}

/** Looks through finished parts of which segments are cut. @returns false when something that would be cut is left in them */
export async function areCutsRight(
  parts: readonly OutputPart[],
  seenPixels: SeenPixels,
  input: OpenInput,
): Promise<boolean | FailedOutcome> {
  if (seenPixels.cuts === null) return true;
  const read = readParts(parts, input);
  const output = await runReading(indexFile(sizeOfParts(parts)), read);
  if (output.kind === 'failed') return output;
  return output.kind === 'error' ? false : isNothingLeftToCut(output, read, seenPixels);
}

/**
 * Looks through the pixels of an output as if it were a foreign file: nothing may be left that would be cut, and frames and
 * tables have to be found where they are. What held the input may be there still, as a person let it go.
 */
export async function isNothingLeftToCut(
  output: IndexedDataset,
  read: ReadBytes,
  { hidden }: SeenPixels,
): Promise<boolean | FailedOutcome> {
  const look = { firstFrame: 0, mostBytes: Number.POSITIVE_INFINITY, side: () => undefined };
  const seen = await runReading(inspectCodestreams(output, look), read);
  if ('kind' in seen) return seen;
  return seen.cuts === null && (seen.found === null || hidden !== null);
}

/** A run with the tables of places that are written otherwise, which is said of them and of the pixel data beside them. */
export function withCutChanges(
  deidentified: Deidentified,
  dataset: IndexedDataset,
  { part, edits }: PlannedCuts,
): Deidentified {
  if (part === null) return deidentified;
  const tables = new Set(edits.map((edit) => (edit.kind === 'insert' ? -1 : edit.element)));
  const changes = deidentified.changes.map((change) => {
    if (change.effect !== 'kept' || change.element < 0) return change;
    if (isTopLevelPixelData(dataset, change.element)) return { ...change, ...written('segments cut') };
    return tables.has(change.element) ? { ...change, ...written('places of the cut frames') } : change;
  });
  return { ...deidentified, edits: [...deidentified.edits, ...edits], changes };
}

function written(after: string) {
  return { effect: 'replaced', after } as const;
}

/** What was cut, by kind of segment. Nothing in it comes from the file but numbers. */
export function cutFindings({ cuts, isWhole }: SeenPixels): readonly Finding[] {
  const later = 'Frames that are too far behind to be looked through now are cut while the file is saved.';
  if (cuts === null) {
    return isWhole
      ? []
      : [{ code: 'codestream-metadata-cut', message: `${later} Those in front have nothing to cut.` }];
  }
  const kinds = [...cuts.byKind].map(
    ([kind, { bytes, frames }]) => `${kind} ${counted(bytes, 'byte')} in ${counted(frames, 'frame')}`,
  );
  return [
    {
      code: 'codestream-metadata-cut',
      message: `Cut out of the compressed image, as no decoder needs it: ${kinds.join('; ')}.${isWhole ? '' : ` ${later}`}`,
    },
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
