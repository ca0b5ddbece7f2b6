import { type Alignment, alignOutput } from '../../deidentify/align-output.ts';
import type { Finding, Hold } from '../../deidentify/change.ts';
import { checkOutput } from '../../deidentify/check-output.ts';
import type { DeidentifyContext } from '../../deidentify/context.ts';
import type { Deidentified } from '../../deidentify/deidentify-dataset.ts';
import type { Residual } from '../../deidentify/find-residual.ts';
import { reportResidual } from '../../deidentify/report-residual.ts';
import { collectIdentifiers, type Identifiers } from '../../deidentify/residual/matcher.ts';
import { noCarry, scanBytes } from '../../deidentify/scan-bytes.ts';
import { textReaderOf } from '../../deidentify/text-reader.ts';
import { attributePath, isTopLevelPixelData } from '../../dicom/dataset-access.ts';
import type { OutputPart } from '../../dicom/edit.ts';
import { indexFile } from '../../dicom/element-index.ts';
import { elementFlag, type IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Tag } from '../../dicom/tag.ts';
import type { FailedOutcome } from '../contracts/file-outcome.ts';
import type { ReadHeader } from '../reading/read-header.ts';
import { runReading } from '../reading/run-reading.ts';
import { type ReadBytes, readParts, sizeOfParts, withoutPixels } from './output-parts.ts';

type Verified = {
  readonly kind: 'verified';
  /** The output as it was read again, pixels left out; null when it could not be. */
  readonly output: IndexedDataset | null;
  readonly holds: readonly Hold[];
  readonly findings: readonly Finding[];
};

/**
 * Reads a finished output again as if it were a foreign file: is it what was planned, and does anything but the pixels
 * still hold what identifies this patient? @param onProgress called for each window of a large value.
 */
export async function verifyOutput(
  { input, dataset }: ReadHeader,
  plan: Deidentified,
  parts: readonly OutputPart[],
  context: DeidentifyContext,
  onProgress: () => void,
): Promise<Verified | FailedOutcome> {
  const checkedParts = withoutPixels(parts, dataset);
  const read = readParts(checkedParts, input);
  const output = await runReading(indexFile(sizeOfParts(checkedParts)), read);
  if (output.kind === 'failed') return output;
  if (output.kind === 'error') return { kind: 'verified', output: null, holds: [unreadableOutput], findings: [] };
  const identifiers = collectIdentifiers(dataset, context.rules);
  const alignment = alignOutput(dataset, plan.edits, output);
  const checked = checkOutput(dataset, plan, output, alignment, identifiers, context);
  const inLargeValues = await scanLargeValues(output, identifiers, read, onProgress, (entry) =>
    pathOf(dataset, output, alignment, entry),
  );
  if ('kind' in inLargeValues) return inLargeValues;
  const residual = reportResidual(inLargeValues, context);
  return {
    kind: 'verified',
    output,
    holds: [...checked.holds, ...residual.holds],
    findings: [...checked.findings, ...residual.findings],
  };
}

const windowBytes = 4 * 1024 * 1024;

/** Searches the values that were left in the file, pixels excepted. */
async function scanLargeValues(
  output: IndexedDataset,
  identifiers: Identifiers,
  read: ReadBytes,
  onProgress: () => void,
  pathAt: (entry: number) => string,
): Promise<readonly Residual[] | FailedOutcome> {
  const { count, flags, valueOffsets, valueLengths } = output.elements;
  const found: Residual[] = [];
  for (let entry = 0; entry < count; entry++) {
    if ((flags[entry]! & elementFlag.outside) === 0 || isTopLevelPixelData(output, entry)) continue;
    const labels = new Set<string>();
    const end = valueOffsets[entry]! + valueLengths[entry]!;
    const decode = textReaderOf(output, entry);
    let carry = noCarry;
    for (let at = valueOffsets[entry]!; at < end; at += windowBytes) {
      onProgress();
      const window = await read({ offsetBytes: at, lengthBytes: Math.min(windowBytes, end - at) });
      if ('kind' in window) return window;
      const scanned = scanBytes(identifiers, window, carry, decode);
      for (const label of scanned.labels) labels.add(label);
      carry = scanned.carry;
    }
    for (const label of labels) {
      found.push(residualOf(output.elements.tags[entry]!, pathAt(entry), label, identifiers.retained.has(label)));
    }
  }
  return found;
}

/** Too large to be held in memory, so that nobody can point at what was found, and only the value as a whole can go. */
function residualOf(tag: Tag, path: string, label: string, isRetained: boolean): Residual {
  if (isRetained) return { path, label, standing: 'retained' };
  return { path, label, standing: 'left', held: { tag, label, places: [], tokens: [], likeness: null } };
}

/** Of the input, as decisions and the tag changes name it. */
function pathOf(input: IndexedDataset, output: IndexedDataset, alignment: Alignment | null, entry: number): string {
  const element = alignment?.inputOf[entry] ?? -1;
  return element < 0 ? attributePath(output, entry) : attributePath(input, element);
}

const unreadableOutput: Hold = {
  kind: 'self-check',
  reason: 'The finished file could not be read again. It is held back; please report what kind of file it is.',
  isReleasable: false,
};
