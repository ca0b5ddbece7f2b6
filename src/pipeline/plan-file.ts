import type { Finding, Hold } from '../deidentify/change.ts';
import { type Deidentified, deidentifyDataset } from '../deidentify/deidentify-dataset.ts';
import { applyEdits } from '../dicom/apply-edits.ts';
import type { OutputPart } from '../dicom/edit.ts';
import { knownFragments } from '../dicom/hop-fragments.ts';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { faceFinding } from '../pixel-data/face-reconstructable.ts';
import { inspectPixels } from '../pixel-data/inspect-pixels.ts';
import { leaveOutReason } from '../profile/leave-out.ts';
import type { Job } from './deidentify.protocol.ts';
import { dicomFailure } from './dicom-failure.ts';
import type { Engine } from './engine.ts';
import type { DeidentifiedOutcome, FailedOutcome, HeldOutcome, OutputPath, SkippedOutcome } from './file-outcome.ts';
import { judgePixels } from './judge-pixels.ts';
import { leaveOutFacts } from './leave-out-facts.ts';
import type { OpenInput } from './open-input.ts';
import { type FirstBytes, readHeader, wholeFileBytes } from './read-header.ts';
import { runReading } from './run-reading.ts';
import { verifyOutput } from './verify-output.ts';

/** One file with all decisions made, its output built and checked. Nothing has been written. */
export type PlannedFile = {
  readonly kind: 'planned';
  readonly input: OpenInput;
  readonly dataset: IndexedDataset;
  readonly deidentified: Deidentified;
  readonly parts: readonly OutputPart[];
  /** The output read again, pixels left out; null when it could not be, and the file is held. */
  readonly output: IndexedDataset | null;
  readonly outputPath: OutputPath;
  readonly findings: readonly Finding[];
  readonly holds: readonly Hold[];
};

/**
 * Runs the whole engine over one file: index, rules, edits, output, self-check, residual scan (docs/architecture.md §2).
 * The same job and settings always give the same plan. @param wholeBytes files up to this size are read at once. @param
 * ahead the first bytes of the file, where they have been read already.
 */
export async function planFile(
  { input: { content }, release, fragments }: Job,
  engine: Engine,
  wholeBytes: number,
  ahead: FirstBytes = null,
): Promise<PlannedFile | SkippedOutcome | FailedOutcome> {
  const header = await readHeader(content, wholeBytes, engine, ahead, fragments);
  if (header.kind !== 'read') return header;
  const { dataset, input } = header;
  const { rules, projectKey, patients } = engine;
  const leftOut = leaveOutReason(leaveOutFacts(dataset), rules.profile.leaveOut);
  if (leftOut !== null) return { kind: 'skipped', code: 'left-out', reason: leftOut };
  const context = { rules, projectKey, patients, release };
  const assessment = await runReading(inspectPixels(dataset), input.read);
  if ('kind' in assessment) return assessment;
  const pixels = judgePixels(assessment, rules.profile.pixels, release);
  const face = faceFinding(dataset);
  const deidentified = deidentifyDataset(dataset, context, pixels.verdict);
  if (deidentified.kind === 'error') return dicomFailure(deidentified);
  const parts = applyEdits(dataset, deidentified.edits, deidentified.meta);
  if ('kind' in parts) return dicomFailure(parts);
  const verified = await verifyOutput(header, deidentified, parts, context, engine.onProgress);
  if (verified.kind === 'failed') return verified;
  return {
    kind: 'planned',
    input,
    dataset,
    deidentified,
    parts,
    output: verified.output,
    outputPath: `${deidentified.outputPathParts.join('/')}.dcm`,
    findings: [...deidentified.findings, ...(face ? [face] : []), ...pixels.findings, ...verified.findings],
    holds: [...deidentified.holds, ...pixels.holds, ...verified.holds],
  };
}

/** What a plan means for its file. */
export function outcomeOf(plan: PlannedFile): DeidentifiedOutcome | HeldOutcome {
  const { outputPath, findings, holds, dataset, input } = plan;
  const { identity, counts } = plan.deidentified;
  const processed = { outputPath, identity, counts, findings };
  if (holds.length > 0) return { kind: 'held', holds, ...processed };
  const fragments = input.sizeBytes > wholeFileBytes ? knownFragments(dataset) : null;
  return { kind: 'deidentified', ...processed, ...(fragments && { fragments }) };
}
