import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { obedientWorker } from '../../testing/fake-workers.ts';
import { closePools, noAbort, setUpPool } from '../../testing/set-up-pool.ts';
import { deidentifyBatch, saveBatch, scanSource } from '../batch/run-batch.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { DeidentifiedOutcome, ScanResult } from '../contracts/file-outcome.ts';
import type { Source } from '../contracts/source.ts';

/** The browser gives a tab that is not looked at its timers once a minute: here they never come. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'setImmediate'] });
});
afterEach(() => {
  vi.useRealTimers();
  closePools();
});

const count = 300;

const source: Source = {
  async *list() {
    for (let at = 0; at < count; at++) {
      const open = async () => ({ kind: 'plain', blob: new Blob([`${at}`]), lastModifiedMs: 0 }) as const;
      yield { kind: 'file', path: `f${at}`, open };
    }
  },
};

const identity = { patientIdOld: '', patientIdNew: '', studyUidOld: '', studyUidNew: '', seriesUidOld: '' };
const outcomeOf = (id: number) =>
  ({
    kind: 'deidentified',
    outputPath: `${id}.dcm`,
    identity,
    counts: {},
    findings: [],
  }) as unknown as DeidentifiedOutcome;

it('scans, de-identifies and saves without a single timer', async () => {
  const { pool } = setUpPool(() => ({
    scan: async (inputs) =>
      inputs.map(
        ({ id }) => ({ kind: 'dicom', summary: { sopInstanceUid: `${id}` }, holds: [] }) as unknown as ScanResult,
      ),
    deidentify: async (jobs) => jobs.map(({ input }) => outcomeOf(input.id)),
    produce: obedientWorker.produce,
  }));

  const files: BatchFile[] = [];
  for await (const event of scanSource(pool, source, 0, noAbort)) {
    if (event.kind === 'read') files.push(...event.files);
  }
  expect(files).toHaveLength(count);

  const outcomes = new Map<number, DeidentifiedOutcome>();
  for await (const group of deidentifyBatch(pool, files, noAbort)) {
    for (const { id, outcome } of group) outcomes.set(id, outcome as DeidentifiedOutcome);
  }
  expect(outcomes.size).toBe(count);

  const written: string[] = [];
  const destination = {
    write: async ({ path }: { path: string }) => {
      written.push(path);
      return { kind: 'written' } as const;
    },
    close: async () => 'closed',
    abort: async () => undefined,
  };
  const decided = files.map((file) => ({ ...file, outcome: outcomes.get(file.id) ?? null }));
  const saved = await saveBatch(pool, destination, decided, () => undefined, noAbort);
  expect(saved).toEqual({ kind: 'saved', result: 'closed', files: count });
  expect(written).toHaveLength(count);
});
