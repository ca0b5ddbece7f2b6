import { applyRelease } from '../../deidentify/apply-release.ts';
import { canBlankPage } from '../../deidentify/blank-page.ts';
import type { Finding, Hold } from '../../deidentify/change.ts';
import { type Deidentified, deidentifyDataset } from '../../deidentify/deidentify-dataset.ts';
import { isRedrawn } from '../../deidentify/redrawn-document.ts';
import { tags } from '../../deidentify/tags.ts';
import { applyEdits } from '../../dicom/apply-edits.ts';
import type { OutputPart } from '../../dicom/edit.ts';
import { knownFragments } from '../../dicom/hop-fragments.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readSingleText } from '../../dicom/value-codec.ts';
import type { PixelAssessment } from '../../pixel-data/assess-pixels.ts';
import { faceFinding } from '../../pixel-data/face-reconstructable.ts';
import { judgedBy, type SeenPixels } from '../../pixel-data/inspect-pixels.ts';
import type { PlannedRedaction } from '../../pixel-data/redaction/plan-redaction.ts';
import { writtenImages } from '../../pixel-data/redaction/written-image.ts';
import { leaveOutReason } from '../../profile/leave-out.ts';
import type { Job } from '../contracts/deidentify.protocol.ts';
import type { Engine } from '../contracts/engine.ts';
import type {
  DeidentifiedOutcome,
  FailedOutcome,
  HeldOutcome,
  OutputPath,
  SkippedOutcome,
} from '../contracts/file-outcome.ts';
import type { SearchFacts } from '../contracts/text-search.ts';
import { cutFindings, cutParts, planCuts, withCutChanges } from '../output/cut-segments.ts';
import { verifyOutput } from '../output/verify-output.ts';
import { dicomFailure } from '../reading/dicom-failure.ts';
import type { OpenInput } from '../reading/open-input.ts';
import { type FirstBytes, readHeader, wholeFileBytes } from '../reading/read-header.ts';
import { countFrames } from '../redaction/count-frames.ts';
import { type Blanking, judgePixels } from '../redaction/judge-pixels.ts';
import { blankParts, holdsBesideBlanked, redactFile, sealParts, withPixelEdits } from '../redaction/redact-file.ts';
import { type PixelPass, seeFilePixels } from '../redaction/see-file-pixels.ts';
import { leftIn, namesPatient } from '../redaction/text-left.ts';
import { leaveOutFacts } from './leave-out-facts.ts';
import { type OutputFacts, outputFactsOf } from './output-facts.ts';

/** One file with all decisions made, its output built and checked. Nothing has been written. */
export type PlannedFile = {
  readonly kind: 'planned';
  readonly input: OpenInput;
  readonly dataset: IndexedDataset;
  readonly deidentified: Deidentified;
  readonly parts: readonly OutputPart[];
  readonly seenPixels: SeenPixels;
  /** What is blanked; null where nothing is. The saving pass compares before it puts out. */
  readonly redaction: PlannedRedaction | null;
  /** The output read again, pixels left out; null when it could not be, and the file is held. */
  readonly output: IndexedDataset | null;
  readonly outputPath: OutputPath;
  /** Null where nobody asks, or there is no output. */
  readonly facts: OutputFacts | null;
  readonly findings: readonly Finding[];
  readonly holds: readonly Hold[];
  /** Held, and everything that can be seen without looking at the images was found right. */
  readonly waitsForLookAlone: boolean;
};

/**
 * Runs the whole engine over one file: index, rules, edits, output, self-check, residual scan (docs/architecture.md §2).
 * The same job and settings always give the same plan. @param wholeBytes files up to this size are read at once. @param
 * ahead the first bytes of the file, where they have been read already. @param pass how much of compressed pixels is read.
 */
export async function planFile(
  job: Job,
  engine: Engine,
  wholeBytes: number,
  ahead: FirstBytes = null,
  pass: PixelPass = 'forecast',
): Promise<PlannedFile | SkippedOutcome | FailedOutcome> {
  const {
    input: { content },
    release,
    redaction: asked,
    search,
    values,
    document,
    fragments,
  } = job;
  const header = await readHeader(content, wholeBytes, engine, ahead, fragments);
  if (header.kind !== 'read') return header;
  const { dataset, input } = header;
  const { rules, projectKey, patients, unsettledStudies } = engine;
  const leftOut = leaveOutReason(leaveOutFacts(dataset), rules.profile.leaveOut);
  if (leftOut !== null) return { kind: 'skipped', code: 'left-out', reason: leftOut };
  const redaction = redactFile(dataset, asked, rules.profile, search);
  const blanksPage = document?.kind === 'blank-page' && canBlankPage(dataset);
  const isOther = redaction.planned !== null || blanksPage || isRedrawn(dataset, document);
  const context = {
    rules,
    projectKey,
    patients,
    release,
    unsettledStudies,
    ...(values && { values }),
    ...(document && { document }),
    blankedInstances: isOther ? withOwn(dataset, engine) : engine.blankedInstances,
  };
  const seenPixels = await seeFilePixels(dataset, input, rules, pass, fragments?.seen ?? null, fragments !== undefined);
  if ('kind' in seenPixels) return seenPixels;
  const assessment = judgedBy(dataset, seenPixels);
  const pixels = judgePixels(assessment, rules.profile.pixels, {
    release,
    blanking: redaction.blanking,
    search,
    frames: countFrames(dataset),
  });
  const face = faceFinding(dataset);
  const planned = deidentifyDataset(dataset, context, blanksPage ? 'blank-page' : pixels.verdict);
  if (planned.kind === 'error') return dicomFailure(planned);
  const cut = await planCuts(dataset, seenPixels, input, redaction.planned);
  if (cut.kind === 'failed') return cut;
  const deidentified = withCutChanges(withPixelEdits(planned, dataset, redaction.planned), dataset, cut);
  const edited = applyEdits(dataset, deidentified.edits, deidentified.meta);
  if ('kind' in edited) return dicomFailure(edited);
  const parts = blankParts(edited, dataset, redaction.planned);
  const verified = await verifyOutput(header, deidentified, parts, context, engine.onProgress);
  if (verified.kind === 'failed') return verified;
  const besideBlanked = isOther ? holdsBesideBlanked(deidentified, verified.output, engine.blankedInstances) : [];
  const unblanked = applyRelease([...redaction.holds, ...besideBlanked], release);
  const otherHolds = [...deidentified.holds, ...unblanked.holds, ...verified.holds];
  return {
    kind: 'planned',
    input,
    dataset,
    deidentified,
    parts: cutParts(sealParts(parts, dataset, redaction.planned), cut),
    seenPixels,
    redaction: redaction.planned,
    output: verified.output,
    outputPath: `${deidentified.outputPathParts.join('/')}.dcm`,
    facts: factsOf(verified.output, redaction.planned, job, engine),
    findings: [
      ...deidentified.findings,
      ...(face ? [face] : []),
      ...cutFindings(seenPixels),
      ...pixels.findings,
      ...unblanked.findings,
      ...verified.findings,
    ],
    holds: [...deidentified.holds, ...pixels.holds, ...unblanked.holds, ...verified.holds],
    waitsForLookAlone: isLookMissing(assessment, pixels.holds, otherHolds, search, redaction.blanking),
  };
}

/** True where nothing but a look at the image can settle what holds the file, and no text of this patient is known to be left in it. */
function isLookMissing(
  { showsAll }: PixelAssessment,
  ofImages: readonly Hold[],
  others: readonly Hold[],
  search: SearchFacts | undefined,
  blanking: Blanking | null,
): boolean {
  if (ofImages.length === 0 || others.length > 0 || !showsAll) return false;
  return !namesPatient(leftIn(search, blanking));
}

function factsOf(
  output: IndexedDataset | null,
  redaction: PlannedRedaction | null,
  { describesOutput }: Job,
  { describesOutputs }: Engine,
): OutputFacts | null {
  if (output === null || !(describesOutputs || describesOutput)) return null;
  const facts = outputFactsOf(output);
  if (redaction === null) return facts;
  // The first form is the one that is planned; another one is not taken where facts are told.
  const [written] = writtenImages(redaction, facts.transferSyntaxUid);
  return written === undefined ? facts : { ...facts, transferSyntaxUid: written.transferSyntaxUid };
}

/** UIDs of blanked images, blank and re-drawn pages, this file's own among them. */
function withOwn(dataset: IndexedDataset, engine: Engine): ReadonlySet<string> {
  const own = readSingleText(dataset, tags.sopInstanceUid).trim() || dataset.meta.mediaStorageSopInstanceUid;
  // The page names the blanked images of the batch where UIDs are kept. A copy for each of them would cost their square.
  return engine.blankedInstances.has(own) ? engine.blankedInstances : new Set([...engine.blankedInstances, own]);
}

export function heldOutcome(plan: PlannedFile, holds: readonly Hold[]): HeldOutcome {
  const { outputPath, findings } = plan;
  const { identity, counts } = plan.deidentified;
  return { kind: 'held', holds, outputPath, identity, counts, findings };
}

/** More cuts are looked for again when the file is saved: what is known of a batch stays in memory until its end. */
const mostCutFrames = 4096;
/** A frame of one comment has three. */
const mostSplices = 4 * mostCutFrames;

function remembered(seen: SeenPixels): { readonly seen?: SeenPixels } {
  if (seen.cuts === null) return { seen };
  const { frames, list } = seen.cuts;
  return frames.length > mostCutFrames || list.offsets.length > mostSplices ? {} : { seen };
}

/** What a plan means for its file. */
export function outcomeOf(plan: PlannedFile): DeidentifiedOutcome | HeldOutcome {
  const { outputPath, findings, holds, dataset, input, facts } = plan;
  const { identity, counts } = plan.deidentified;
  const processed = { outputPath, identity, counts, findings };
  if (holds.length > 0) return heldOutcome(plan, holds);
  const fragments = input.sizeBytes > wholeFileBytes ? knownFragments(dataset) : null;
  return {
    kind: 'deidentified',
    ...processed,
    ...(fragments && { fragments: { ...fragments, ...remembered(plan.seenPixels) } }),
    ...(facts && { facts }),
  };
}
