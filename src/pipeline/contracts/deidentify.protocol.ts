import type { Finding, Hold } from '../../deidentify/change.ts';
import type { WordDecision } from '../../deidentify/clean-text/word-decision.ts';
import type { PatientEntry, Release } from '../../deidentify/context.ts';
import type { DocumentDecision, ValueDecision } from '../../deidentify/value-decision.ts';
import type { OutputPart } from '../../dicom/edit.ts';
import type { Redaction } from '../../pixel-data/redaction/redaction.ts';
import type { ShownAction } from '../../profile/action-code.ts';
import type { Profile } from '../../profile/profile.ts';
import type { PackedRows } from '../file/packed-rows.ts';
import type {
  DeidentifiedOutcome,
  FailedOutcome,
  FileOutcome,
  FirstLook,
  HeldOutcome,
  KnownPixels,
  OtherLook,
  OutputPath,
  SkippedOutcome,
} from './file-outcome.ts';
import type { InputFile } from './input-file.ts';
import type { NetworkAnswer } from './network-answer.ts';
import type { Survey, SurveyKind } from './survey.ts';
import type { SearchFacts } from './text-search.ts';

/** Sent once per batch and after every change of profile or key. */
export type WorkerSettings = {
  readonly profile: Profile;
  readonly projectKey: Uint8Array;
  /** Rows of the lookup table or the running numbers; null under the keyed scheme. */
  readonly patients: readonly PatientEntry[] | null;
  /** `blankedInstancesOf` the batch: where UIDs are kept, those of blanked images are not. Absent: none. */
  readonly blankedInstances?: readonly string[];
  /** `unsettledStudiesOf` the batch: their times are counted from no start. Absent: none. */
  readonly unsettledStudies?: readonly string[];
  /** Outcomes say what their outputs say of themselves, for names and a directory that are made of it. */
  readonly describesOutputs?: true;
};

/** A file to work on, with the person's decision when it was held and released. */
export type Job = {
  readonly input: InputFile;
  readonly release: Release | null;
  /** Boxes to blank in the image; absent: none that a person or a program has named for this file. */
  readonly redaction?: Redaction;
  /** Decisions about single values; absent: none. */
  readonly values?: readonly ValueDecision[];
  /** A decision about the document that the file wraps; absent: none. */
  readonly document?: DocumentDecision;
  /** What the search for text says of the image; absent: nobody asked for one. */
  readonly search?: SearchFacts;
  /** As the first look or the outcome of De-identify has them. */
  readonly fragments?: KnownPixels;
  /** It is made although it is held, for somebody to look at, where nothing but that look is missing. Absent: it must be free to leave. */
  readonly isCandidate?: true;
  /** Its outcome says what its output says of itself, whatever the settings are. */
  readonly describesOutput?: true;
  /** Who takes the output reads long stretches of the input for less than they cost as a message. */
  readonly leavesRanges?: true;
  /** The output comes with its SHA-256, which costs a pass over all its bytes. */
  readonly hashesOutput?: true;
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
  /** Of the cleaned texts of a report, as they leave. Absent where there are none. */
  readonly textMark?: string;
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
  /** In hexadecimal; absent where the job did not ask for it, or the input cannot be read any more. */
  readonly sha256?: string;
};

/** A file that was fine before and is not any more: changed or vanished on disk, or now held. */
export type ProduceResult =
  | ProducedFile
  | { readonly kind: 'refused'; readonly id: number; readonly outcome: FileOutcome };

/**
 * A file looked at and made in one reading. `look` is all that can come of a file beside an output; of archives and DICOMDIRs nobody
 * can say alone what they come to.
 */
export type MadeFile =
  | {
      readonly kind: 'made';
      readonly outcome: DeidentifiedOutcome;
      readonly file: ProducedFile;
      /** What would tell the output from others that want its name (docs/adr/0008). */
      readonly fingerprint: string;
    }
  | { readonly kind: 'settled'; readonly look: OtherLook | HeldOutcome };

/** How much of an output its fingerprint is of: header and beginning of the pixels, or every byte. */
export type FingerprintDepth = 'beginning' | 'whole';

/** What tells an output from others that want its name. Refused when the file is not exportable any more. */
export type FingerprintResult =
  | { readonly kind: 'fingerprint'; readonly text: string }
  | { readonly kind: 'refused'; readonly outcome: FileOutcome };

/** What a pool worker can do. Results come in the order of the jobs. Expected failures are values, a throw is a bug. */
export type DeidentifyWorker = {
  readonly init: (settings: WorkerSettings) => Promise<void>;
  readonly scan: (inputs: readonly InputFile[]) => Promise<readonly FirstLook[]>;
  readonly deidentify: (jobs: readonly Job[]) => Promise<readonly FileOutcome[]>;
  readonly produce: (jobs: readonly Job[]) => Promise<readonly ProduceResult[]>;
  readonly make: (jobs: readonly Job[]) => Promise<readonly MadeFile[]>;
  readonly fingerprint: (depth: FingerprintDepth, jobs: readonly Job[]) => Promise<readonly FingerprintResult[]>;
  readonly inspect: (job: Job) => Promise<PackedInspection | FailedOutcome | SkippedOutcome>;
  /** What these files hold or lose, seen as one. */
  readonly survey: (kind: SurveyKind, jobs: readonly Job[]) => Promise<Survey>;
  /** Tries a request that the policy must stop (docs/delivery.md). */
  readonly probeNetwork: () => Promise<NetworkAnswer>;
};
