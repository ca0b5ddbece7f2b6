import type { AppServices } from '../app/services.ts';
import type { FileOutcome, ScanResult } from '../pipeline/file-outcome.ts';
import type { Pool } from '../pipeline/pool.ts';
import type { Source } from '../pipeline/source.ts';
import type { Survey, SurveyKind } from '../pipeline/survey.ts';
import { deidentified, fakeFile } from './fake-batch.ts';

/** What the fake workers answer, by path. */
export type FakeAnswers = {
  readonly scan?: (path: string) => ScanResult;
  readonly survey?: (kind: SurveyKind, path: string) => Survey;
  readonly outcome?: (path: string, isReleased: boolean) => FileOutcome;
};

/** Services without workers, storage or network; a list of calls tells what the page asked for. */
export function fakeServices(answers: FakeAnswers = {}) {
  const calls: string[] = [];
  const downloads: { readonly blob: Blob; readonly name: string }[] = [];
  const unavailable = async () => {
    throw new Error('Not part of this test.');
  };
  const services: AppServices = {
    pool: fakePool(answers, calls),
    images: { show: () => () => undefined, thumbnail: () => () => undefined },
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
    testConnection: async function* () {},
    openStudyZips: async () => null,
    folders: null,
    stagingSpace: async () => null,
    buildRecords: unavailable,
    buildReceipt: unavailable,
    download: (blob, name) => {
      calls.push(`download ${name}`);
      downloads.push({ blob, name });
    },
    createProjectKey: () => new Uint8Array(32),
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

function fakePool({ scan, outcome, survey }: FakeAnswers, calls: string[]): Pool {
  return {
    ready: Promise.resolve(),
    isNetworkBlocked: () => true,
    configure: async ({ profile }) => {
      calls.push(`configure ${profile.preset} ${profile.pixels}`);
    },
    async *scan(inputs) {
      for await (const input of inputs) {
        const found = scan?.(input.path) ?? fakeFile(input.id).scan;
        yield { input, result: found };
      }
    },
    async *deidentify(jobs, signal) {
      for (const job of jobs) {
        // A turn of the event loop, so that an abort can come in between.
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (signal.aborted) return;
        yield { job, outcome: outcome?.(job.input.path, job.release !== null) ?? deidentified };
      }
    },
    async *produce() {},
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
    close: () => undefined,
  };
}
