import type {
  FingerprintDepth,
  FingerprintResult,
  Inspection,
  Job,
  MadeFile,
  ProducedFile,
  ProduceResult,
  WorkerSettings,
} from './deidentify.protocol.ts';
import type { FailedOutcome, FileOutcome, FirstLook, SkippedOutcome } from './file-outcome.ts';
import type { InputFile } from './input-file.ts';
import type { NetworkAnswer } from './network-answer.ts';
import type { Survey, SurveyKind } from './survey.ts';

/** `urgent` overtakes all that waits; `idle` waits for both, and `background` waits until nothing else does. */
export type Urgency = 'urgent' | 'usual' | 'idle' | 'background';

/** What each worker of the pool is doing, for the progress view. */
export type WorkerStatus = {
  readonly isAlive: boolean;
  readonly currentPath: string | null;
  readonly filesDone: number;
};

/**
 * A pool of de-identify workers that outlives their deaths: a lost worker is replaced, its jobs are tried once more and
 * then fail with code `worker-lost`. Results stream in any order; each input given yields exactly one result, except
 * after an abort, when the remaining ones yield none.
 */
export type Pool = {
  /** Settles when every worker has answered its handshake; rejects with a message for people when none can start. */
  readonly ready: Promise<void>;
  /** What the workers' test requests came to: the weakest answer. */
  readonly networkAnswer: () => NetworkAnswer;
  /** Settings for the passes and inspections that start from now on; a pass under way keeps its own. */
  readonly configure: (settings: WorkerSettings) => Promise<void>;
  readonly scan: (
    inputs: AsyncIterable<InputFile>,
    signal: AbortSignal,
  ) => AsyncIterable<{ readonly input: InputFile; readonly result: FirstLook }>;
  /** @param urgency for work that a person does not wait for, or not yet; usual work without it */
  readonly deidentify: (
    jobs: Iterable<Job>,
    signal: AbortSignal,
    urgency?: () => Urgency,
  ) => AsyncIterable<{ readonly job: Job; readonly outcome: FileOutcome }>;
  /**
   * The consumer's pace is the pace: at most 2 × workers messages are in flight, each one file or a few small ones up to
   * 4 MB. Results come in the order of the jobs.
   */
  readonly produce: (
    jobs: Iterable<Job>,
    signal: AbortSignal,
  ) => AsyncIterable<{ readonly job: Job; readonly result: ProduceResult }>;
  /** First look and output in one reading, at the pace of `produce` and in its order. Jobs are asked for as they can be worked on. */
  readonly make: (
    jobs: AsyncIterable<Job>,
    signal: AbortSignal,
  ) => AsyncIterable<{ readonly job: Job; readonly result: MadeFile }>;
  /** For files whose outputs want one path. `whole` reads all of them; order as in `deidentify`. */
  readonly fingerprint: (
    depth: FingerprintDepth,
    jobs: Iterable<Job>,
    signal: AbortSignal,
    urgency?: () => Urgency,
  ) => AsyncIterable<{ readonly job: Job; readonly result: FingerprintResult }>;
  /** Removes what was put away outside of memory for an output that is written now, or will not be. Never throws. */
  readonly discard: (file: ProducedFile) => Promise<void>;
  readonly inspect: (job: Job, signal: AbortSignal) => Promise<Inspection | FailedOutcome | SkippedOutcome>;
  /** Parts of a survey, each of some of the files; together they hold every job once. Headers only are read. */
  readonly survey: (kind: SurveyKind, jobs: Iterable<Job>, signal: AbortSignal) => AsyncIterable<Survey>;
  readonly status: () => readonly WorkerStatus[];
  readonly close: () => void;
};
