import type { Finding, Hold } from '../deidentify/change.ts';
import type { WordDecision } from '../deidentify/clean-text/word-decision.ts';
import type { PatientEntry, Release } from '../deidentify/context.ts';
import type { OutputPart } from '../dicom/edit.ts';
import type { KnownFragments } from '../dicom/hop-fragments.ts';
import type { ShownAction } from '../profile/action-code.ts';
import type { Profile } from '../profile/profile.ts';
import type { FailedOutcome, FileOutcome, FirstLook, OutputPath, SkippedOutcome } from './file-outcome.ts';
import type { InputFile } from './input-file.ts';
import type { PackedRows } from './packed-rows.ts';
import type { Survey, SurveyKind } from './survey.ts';

/** Sent once per batch and after every change of profile or key. */
export type WorkerSettings = {
  readonly profile: Profile;
  readonly projectKey: Uint8Array;
  /** Rows of the lookup table or the running numbers; null under the keyed scheme. */
  readonly patients: readonly PatientEntry[] | null;
};

/** A file to work on, with the person's decision when it was held and released. */
export type Job = {
  readonly input: InputFile;
  readonly release: Release | null;
  /** As the outcome of De-identify has them. */
  readonly fragments?: KnownFragments;
};

/** One row of the tag diff, ready to show. Values are whole; the page shortens them. */
export type DiffRow = {
  readonly path: string;
  readonly tag: string;
  readonly name: string;
  readonly vr: string;
  readonly depth: number;
  readonly isPrivate: boolean;
  readonly before: string | null;
  readonly after: string | null;
  readonly action: ShownAction;
  readonly effect: 'kept' | 'removed' | 'emptied' | 'replaced' | 'added';
  readonly reason: string;
  /** The words of a cleaned text, each with its fate; absent where no text was cleaned. */
  readonly words?: readonly WordDecision[];
};

export type Inspection = {
  readonly kind: 'inspected';
  readonly rows: readonly DiffRow[];
  readonly outputPath: OutputPath;
  readonly findings: readonly Finding[];
  readonly holds: readonly Hold[];
};

/** An inspection as a worker sends it. */
export type PackedInspection = Omit<Inspection, 'rows'> & { readonly rows: PackedRows };

/**
 * One finished file on its way to a destination. Ranges refer to the input's own bytes (`InputFile.content.blob`); for
 * deflated inputs there are none. `crc32` is null when some bytes have not been in hand.
 */
export type ProducedFile = {
  readonly kind: 'produced';
  readonly id: number;
  readonly parts: readonly OutputPart[];
  readonly sizeBytes: number;
  readonly crc32: number | null;
};

/** A file that was fine before and is not any more: changed or vanished on disk, or now held. */
export type ProduceResult =
  | ProducedFile
  | { readonly kind: 'refused'; readonly id: number; readonly outcome: FileOutcome };

/** What a pool worker can do. Results come in the order of the jobs. Expected failures are values, a throw is a bug. */
export type DeidentifyWorker = {
  readonly init: (settings: WorkerSettings) => Promise<void>;
  readonly scan: (inputs: readonly InputFile[]) => Promise<readonly FirstLook[]>;
  readonly deidentify: (jobs: readonly Job[]) => Promise<readonly FileOutcome[]>;
  readonly produce: (jobs: readonly Job[]) => Promise<readonly ProduceResult[]>;
  readonly inspect: (job: Job) => Promise<PackedInspection | FailedOutcome | SkippedOutcome>;
  /** What these files hold or lose, seen as one. */
  readonly survey: (kind: SurveyKind, jobs: readonly Job[]) => Promise<Survey>;
  /** Tries to reach the network; true when the policy stopped it (architecture §7). */
  readonly probeNetworkIsBlocked: () => Promise<boolean>;
};
