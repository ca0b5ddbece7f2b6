import type {
  FingerprintDepth,
  FingerprintResult,
  Inspection,
  ProduceResult,
} from '../pipeline/contracts/deidentify.protocol.ts';
import type { FileOutcome, ScanResult } from '../pipeline/contracts/file-outcome.ts';
import type { InputFile } from '../pipeline/contracts/input-file.ts';
import type { Pool } from '../pipeline/contracts/pool.ts';
import type { Survey, SurveyKind } from '../pipeline/contracts/survey.ts';
import { inspectionOf, producedFrom } from './fake-workers.ts';

export type FakeAnswers = {
  readonly scan?: (input: InputFile) => ScanResult;
  readonly deidentify?: (input: InputFile) => FileOutcome;
  readonly produce?: (input: InputFile) => ProduceResult;
  /** By default every output is another from its beginning on. */
  readonly fingerprint?: (depth: FingerprintDepth, input: InputFile) => FingerprintResult;
  /** What a survey finds in one file; by default the files are read and hold nothing. */
  readonly survey?: (kind: SurveyKind, input: InputFile) => Survey;
  /** Called before each answer, to do something while the pool is at work on that file. */
  readonly meanwhile?: (input: InputFile) => unknown;
  /** Turns the order in which a pass answers. */
  readonly isReversed?: boolean;
};

/** A pool without workers: one file after another, as the answers say. Stops without a word when aborted, as pools do. */
export function fakePool(answers: FakeAnswers): Pool {
  const wait = async (input: InputFile) => {
    await new Promise<void>((resolve) => setTimeout(resolve));
    answers.meanwhile?.(input);
  };
  return {
    ready: Promise.resolve(),
    networkAnswer: () => 'refused',
    configure: async () => undefined,
    scan: async function* (inputs, signal) {
      for await (const input of inputs) {
        await wait(input);
        if (signal.aborted) return;
        yield { input, result: answers.scan!(input) };
      }
    },
    deidentify: async function* (jobs, signal) {
      const order = answers.isReversed ? [...jobs].reverse() : jobs;
      for (const job of order) {
        await wait(job.input);
        if (signal.aborted) return;
        yield { job, outcome: answers.deidentify!(job.input) };
      }
    },
    produce: async function* (jobs, signal) {
      for (const job of jobs) {
        await wait(job.input);
        if (signal.aborted) return;
        yield { job, result: answers.produce?.(job.input) ?? producedFrom(job) };
      }
    },
    make: () => {
      throw new Error('The page makes no streams.');
    },
    fingerprint: async function* (depth, jobs, signal) {
      for (const job of jobs) {
        await wait(job.input);
        if (signal.aborted) return;
        const own = { kind: 'fingerprint', text: `PRINT${job.input.id}` } as const;
        yield { job, result: answers.fingerprint?.(depth, job.input) ?? own };
      }
    },
    discard: async () => undefined,
    inspect: async (job): Promise<Inspection> => inspectionOf(job),
    survey: async function* (kind, jobs, signal) {
      for (const job of jobs) {
        await wait(job.input);
        if (signal.aborted) return;
        yield answers.survey?.(kind, job.input) ?? { attributes: [], files: 1, unread: 0 };
      }
    },
    status: () => [],
    close: () => undefined,
  };
}
