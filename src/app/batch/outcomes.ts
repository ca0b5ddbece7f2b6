import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { FileOutcome, HeldOutcome, ScanResult } from '../../pipeline/contracts/file-outcome.ts';
import { sizeBytesOf } from '../../pipeline/contracts/input-file.ts';
import { leaveOutReason } from '../../profile/leave-out.ts';
import type { LeaveOut, Profile } from '../../profile/profile.ts';
import { strings } from '../ui/strings.ts';

export type Hold = HeldOutcome['holds'][number];
export type Release = NonNullable<BatchFile['release']>;
/** When a person decided, and their initials, where they gave some. */
export type Signature = Pick<Release, 'atIso' | 'by'>;
/** As it is made, before it is signed. */
export type UnsignedRelease = Omit<Release, keyof Signature>;
type Settled = Exclude<ScanResult, { readonly kind: 'dicom' }>;

/** What the page says of a file now: its outcome, or before there is one, what its header lets expect. */
export type Standing =
  | { readonly kind: 'ready' }
  | { readonly kind: 'deidentified' }
  | { readonly kind: 'held'; readonly holds: readonly Hold[] }
  | Settled;

/** What foretells a file's outcome before a run decides it. */
export type StandingRules = Pick<Profile, 'pixels' | 'leaveOut'> & {
  /** Trimmed Patient IDs that the user's table names; null when no table decides. */
  readonly listed: ReadonlySet<string> | null;
};

/** A DICOM file without an outcome is ready, or held when its header already shows a reason. */
export const nothingForetold: StandingRules = {
  pixels: 'hold',
  leaveOut: { modalities: [], sopClasses: [], imageTypes: [], doseReports: false, screenCaptures: false },
  listed: null,
};

export type OutcomeCounts = {
  readonly ready: number;
  readonly deidentified: number;
  readonly held: number;
  readonly skipped: number;
  readonly failed: number;
};

/** What the levels of the tree say about the files below them. */
export type Totals = {
  readonly files: number;
  readonly sizeBytes: number;
  /** Files without an outcome. */
  readonly waiting: number;
  readonly counts: OutcomeCounts;
};

export function addTotals(parts: readonly Totals[]): Totals {
  const counts = { ready: 0, deidentified: 0, held: 0, skipped: 0, failed: 0 };
  let files = 0;
  let sizeBytes = 0;
  let waiting = 0;
  for (const part of parts) {
    files += part.files;
    sizeBytes += part.sizeBytes;
    waiting += part.waiting;
    counts.ready += part.counts.ready;
    counts.deidentified += part.counts.deidentified;
    counts.held += part.counts.held;
    counts.skipped += part.counts.skipped;
    counts.failed += part.counts.failed;
  }
  return { files, sizeBytes, waiting, counts };
}

/** With pixels `export`, an image that may show text is not held. A file that a filter names is left out. */
export function standingOf(file: BatchFile, { pixels, leaveOut, listed }: StandingRules): Standing {
  if (file.outcome !== null) {
    return file.outcome;
  }
  if (file.scan.kind !== 'dicom') {
    return file.scan;
  }
  // Most profiles filter nothing, and every list of the page asks this of every file, several times a second.
  const reason = filtersNothing(leaveOut) ? null : leaveOutReason(file.scan.summary, leaveOut);
  if (reason !== null) {
    return { kind: 'skipped', code: 'left-out', reason };
  }
  if (listed !== null && !listed.has(file.scan.summary.patientId.trim())) {
    return { kind: 'held', holds: [notListed, ...file.scan.holds] };
  }
  if (file.scan.holds.length === 0) {
    return ready;
  }
  const isSeen = file.release?.covers === 'images';
  // Boxes of a person settle what an image may show, or hold the file for a reason that only a plan can tell. Those that nobody
  // answers for settle nothing before the plan.
  const isDecided = isSeen || (file.redaction !== undefined && file.redaction.review !== 'by-program');
  const holds = file.scan.holds.filter((hold) => (pixels !== 'export' && !isDecided) || hold.kind !== 'pixels');
  return holds.length > 0 && (file.release === null || file.release.covers !== undefined)
    ? { kind: 'held', holds }
    : ready;
}

function filtersNothing({ modalities, sopClasses, imageTypes, doseReports, screenCaptures }: LeaveOut): boolean {
  return !doseReports && !screenCaptures && modalities.length + sopClasses.length + imageTypes.length === 0;
}

const ready: Standing = { kind: 'ready' };
const notListed: Hold = { kind: 'patient-not-listed', reason: strings.profile.lookup.notListed, isReleasable: false };

export function countStandings(files: readonly BatchFile[], rules: StandingRules): OutcomeCounts {
  const counts = { ready: 0, deidentified: 0, held: 0, skipped: 0, failed: 0 };
  for (const file of files) {
    counts[standingOf(file, rules).kind] += 1;
  }
  return counts;
}

/** The outcome a file has without being processed, or null when processing decides. */
export function settledOutcome(file: BatchFile): FileOutcome | null {
  return file.outcome ?? (file.scan.kind === 'dicom' ? null : file.scan);
}

/** True when the file is skipped because another file of the batch has an equal output. */
export function isCopy(outcome: FileOutcome): boolean {
  return outcome.kind === 'skipped' && outcome.code === 'copy';
}

/** Outcome counts of a finished run; files without an outcome count as nothing. */
export function countOutcomes(files: readonly BatchFile[]): Omit<OutcomeCounts, 'ready'> {
  const counts = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  for (const { outcome } of files) {
    if (outcome !== null) {
      counts[outcome.kind] += 1;
    }
  }
  return counts;
}

/** Bytes of a file as DICOM sees it; 0 for files that their source settled. */
export function sizeBytesOfFile(file: BatchFile): number {
  if (file.scan.kind === 'dicom') {
    return file.scan.summary.sizeBytes;
  }
  return file.content === null ? 0 : sizeBytesOf(file.content);
}

/** Files with an outcome, by kind, and their bytes. */
export function countDone(files: readonly BatchFile[]) {
  const counts = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  let done = 0;
  let doneBytes = 0;
  let totalBytes = 0;
  for (const file of files) {
    const sizeBytes = sizeBytesOfFile(file);
    totalBytes += sizeBytes;
    if (file.outcome !== null) {
      counts[file.outcome.kind] += 1;
      done += 1;
      doneBytes += sizeBytes;
    }
  }
  return { counts, done, doneBytes, totalBytes };
}

export function sumSizeBytes(files: readonly BatchFile[]): number {
  return files.reduce((sum, file) => sum + sizeBytesOfFile(file), 0);
}
