import type { AppServices } from '../app/intents/services.ts';
import type { ProduceResult } from '../pipeline/contracts/deidentify.protocol.ts';
import type { FileOutcome, ScanResult } from '../pipeline/contracts/file-outcome.ts';
import type { Pool } from '../pipeline/contracts/pool.ts';
import type { Source } from '../pipeline/contracts/source.ts';
import type { Survey, SurveyKind } from '../pipeline/contracts/survey.ts';
import { deidentifiedAs, fakeFile } from './fake-batch.ts';
import { producedFrom } from './fake-workers.ts';

/** What the fake workers answer, by path. */
export type FakeAnswers = {
  readonly scan?: (path: string) => ScanResult;
  /** By default no two outputs are alike. */
  readonly fingerprint?: (path: string) => string;
  readonly survey?: (kind: SurveyKind, path: string) => Survey;
  /** By default each file is de-identified, under a path of its own. */
  readonly outcome?: (path: string, isReleased: boolean) => FileOutcome;
  /** By default each output is as it was planned. */
  readonly produce?: (path: string) => ProduceResult | null;
};

/** Services without workers, storage or network; a list of calls tells what the page asked for. */
export function fakeServices(answers: FakeAnswers = {}) {
  const calls: string[] = [];
  const downloads: { readonly blob: Blob; readonly name: string }[] = [];
  const unavailable = async () => {
    throw new Error('Not part of this test.');
  };
  let projected = 0;
  const services: AppServices = {
    pool: fakePool(answers, calls),
    images: {
      show: () => () => undefined,
      ahead: () => () => undefined,
      thumbnail: () => () => undefined,
      tile: () => () => undefined,
    },
    tileTexts: { lookAtTile: async (parts) => ({ kind: 'looked', texts: [], frames: parts.length }) },
    drawPages: async () => ({ kind: 'problem', code: 'broken', page: 0 }),
    texts: {
      look: async () => ({ kind: 'looked', texts: [], frames: 1 }),
      project: async () => {
        projected++;
        return { kind: 'added', frames: 1 };
      },
      lookAtProjections: async () => {
        const frames = projected;
        projected = 0;
        return { kind: 'looked', texts: [], frames };
      },
      isBroken: () => false,
      end: () => undefined,
    },
    sources: {
      fromDrop: () => sourceOf([]),
      fromFiles: (files) => sourceOf(files.map(({ name }) => name)),
      sample: () => sourceOf(['a', 'b', 'c']),
    },
    openZip: async () => null,
    destinations: [],
    openUpload: () => {
      throw new Error('Not part of this test.');
    },
    signIns: { watch: () => () => undefined, signIn: () => undefined, cancel: () => undefined },
    uploadJournal: { listUnfinished: async () => [], discard: async () => undefined },
    testConnection: async function* () {},
    openStudyZips: async () => null,
    folders: null,
    stagingRoom: async () => null,
    buildRecords: unavailable,
    buildReceipt: unavailable,
    download: (blob, name) => {
      calls.push(`download ${name}`);
      downloads.push({ blob, name });
    },
    createProjectKey: () => new Uint8Array(32),
    profileMemory: { read: () => null, write: (text) => void calls.push(`remember ${text}`) },
    hashProfile: async ({ preset }) => `hash of ${preset}`,
  };
  return { services, calls, downloads };
}

function sourceOf(paths: readonly string[]): Source {
  return {
    async *list(signal) {
      for (const path of paths) {
        if (signal.aborted) return;
        const open = async () => ({ kind: 'plain', blob: new Blob([path]), lastModifiedMs: 0 }) as const;
        yield { kind: 'file', path, open };
      }
    },
  };
}

function fakePool({ scan, outcome, fingerprint, survey, produce }: FakeAnswers, calls: string[]): Pool {
  return {
    ready: Promise.resolve(),
    networkAnswer: () => 'refused',
    configure: async ({ profile }) => {
      calls.push(`configure ${profile.preset} ${profile.pixels}`);
    },
    async *scan(inputs) {
      for await (const input of inputs) {
        const found = scan?.(input.path) ?? fakeFile(input.id).scan;
        yield { input, result: found };
      }
    },
    async *deidentify(jobs, signal, urgency) {
      for (const job of jobs) {
        // A turn of the event loop, so that an abort can come in between.
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (signal.aborted) return;
        calls.push(`plan ${job.input.path} ${urgency?.() ?? 'usual'}`);
        yield { job, outcome: outcome?.(job.input.path, job.release !== null) ?? deidentifiedAs(job.input.path) };
      }
    },
    async *produce(jobs, signal) {
      for (const job of jobs) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (signal.aborted) return;
        yield { job, result: produce?.(job.input.path) ?? producedFrom(job) };
      }
    },
    make: () => {
      throw new Error('The page makes no streams.');
    },
    async *fingerprint(_depth, jobs) {
      for (const job of jobs) {
        const text = fingerprint?.(job.input.path) ?? `PRINT${job.input.id}`;
        yield { job, result: { kind: 'fingerprint', text } };
      }
    },
    inspect: async (job) => {
      calls.push(`inspect ${job.input.path}`);
      return { kind: 'inspected', rows: [], outputPath: 'N-1/I-1.dcm', findings: [], holds: [] };
    },
    async *survey(kind, jobs, signal) {
      for (const { input } of jobs) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (signal.aborted) return;
        calls.push(`survey ${kind} ${input.path}`);
        yield survey?.(kind, input.path) ?? { attributes: [], files: 1, unread: 0 };
      }
    },
    status: () => [],
    discard: async () => undefined,
    close: () => undefined,
  };
}
