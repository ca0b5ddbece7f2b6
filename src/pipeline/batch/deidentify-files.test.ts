import { describe, expect, it } from 'vitest';
import { deidentified, held, scannedFile } from '../../testing/batch-files.ts';
import { fakePool } from '../../testing/fake-pool.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { FileOutcome, SkippedOutcome } from '../contracts/file-outcome.ts';
import { deidentifyBatch } from './run-batch.ts';

const signal = new AbortController().signal;
const notDicom: SkippedOutcome = { kind: 'skipped', code: 'not-dicom', reason: 'No DICOM prefix.' };

async function outcomesOf(events: ReturnType<typeof deidentifyBatch>): Promise<Map<number, FileOutcome>> {
  const seen = new Map<number, FileOutcome>();
  for await (const entries of events) {
    for (const { id, outcome } of entries) {
      expect(seen.has(id)).toBe(false);
      seen.set(id, outcome);
    }
  }
  return seen;
}

function pathsOf(seen: ReadonlyMap<number, FileOutcome>): Record<number, string> {
  return Object.fromEntries(
    [...seen].map(([id, outcome]) => [id, 'outputPath' in outcome ? outcome.outputPath : outcome.code]),
  );
}

const same = 'PAT/ST/SE/1.dcm';

function withUid(file: BatchFile, sopInstanceUid: string): BatchFile {
  const { scan } = file;
  return scan.kind === 'dicom' ? { ...file, scan: { ...scan, summary: { ...scan.summary, sopInstanceUid } } } : file;
}

describe('deidentifyBatch', () => {
  it('gives every file one outcome: its scan, what the user decided, or what the engine found', async () => {
    const leftOut: FileOutcome = { kind: 'skipped', code: 'left-out', reason: 'Left out.' };
    const files = [
      scannedFile(1),
      scannedFile(2, { scan: notDicom }),
      scannedFile(3, { outcome: leftOut }),
      scannedFile(4, { content: null }),
      scannedFile(5, { outcome: { kind: 'skipped', code: 'cancelled', reason: '' } }),
    ];
    const pool = fakePool({ deidentify: ({ id }) => deidentified(id) });
    const seen = await outcomesOf(deidentifyBatch(pool, files, signal));
    expect(pathsOf(seen)).toEqual({
      1: 'PAT1/ST1/SE1/1.dcm',
      2: 'not-dicom',
      3: 'left-out',
      4: 'unreadable',
      5: 'PAT1/ST1/SE1/5.dcm',
    });
  });

  it('tells files of one instance apart by what they are, in whatever order they finish', async () => {
    const files = [1, 2, 3, 4].map((id) => scannedFile(id));
    for (const isReversed of [false, true]) {
      const answer = ({ id }: { id: number }) =>
        id === 3 ? held(id, { outputPath: same }) : deidentified(id, { outputPath: same });
      const fingerprint = (_: string, { id }: { id: number }) =>
        ({ kind: 'fingerprint', text: ['', 'M', 'A', '', 'Z'][id]! }) as const;
      const pool = fakePool({ deidentify: answer, fingerprint, isReversed });
      const seen = await outcomesOf(deidentifyBatch(pool, files, signal));
      expect(pathsOf(seen)).toEqual({
        1: 'PAT/ST/SE/1-M.dcm',
        2: 'PAT/ST/SE/1.dcm',
        3: 'PAT/ST/SE/1.dcm',
        4: 'PAT/ST/SE/1-Z.dcm',
      });
    }
  });

  it('never gives a path twice, even to files whose headers did not look like copies', async () => {
    const files = ['1.2', '1.3', '1.4'].map((sopInstanceUid, id) => withUid(scannedFile(id), sopInstanceUid));
    const pool = fakePool({
      deidentify: ({ id }) => deidentified(id, { outputPath: id === 0 ? 'a-PRINT1.dcm' : 'a.dcm' }),
      fingerprint: (_, { id }) => ({ kind: 'fingerprint', text: `PRINT${9 - id}` }),
    });
    const seen = new Map<number, FileOutcome>();
    for await (const entries of deidentifyBatch(pool, files, signal)) {
      for (const { id, outcome } of entries) seen.set(id, outcome);
    }
    expect(pathsOf(seen)).toEqual({ 0: 'a-PRINT1.dcm', 1: 'a-PRINT8.dcm', 2: 'a.dcm' });
  });

  it('gives a path to nobody when it was stopped before it was known whose it is', async () => {
    const abort = new AbortController();
    const files = ['1.2', '1.3', '1.4'].map((sopInstanceUid, id) => withUid(scannedFile(id), sopInstanceUid));
    const pool = fakePool({
      deidentify: ({ id }) => deidentified(id, { outputPath: 'a.dcm' }),
      meanwhile: ({ id }) => id === 2 && abort.abort(),
    });
    const seen = await outcomesOf(deidentifyBatch(pool, files, abort.signal));
    expect(pathsOf(seen)).toEqual({ 0: 'a.dcm', 1: 'cancelled', 2: 'cancelled' });
  });

  it('decides about earlier files of the same instance again, and about no others', async () => {
    const copy: FileOutcome = { kind: 'skipped', code: 'copy', reason: '' };
    const beside = [
      scannedFile(1, { outcome: deidentified(1, { outputPath: same }) }),
      scannedFile(2, { outcome: copy }),
      scannedFile(3, { outcome: held(3) }),
      scannedFile(4, { outcome: { kind: 'skipped', code: 'left-out', reason: '' } }),
      withUid(scannedFile(5, { outcome: deidentified(5) }), '1.9'),
    ];
    const added = scannedFile(6);
    const pool = fakePool({
      deidentify: ({ id }) => deidentified(id, { outputPath: same }),
      fingerprint: (_, { id }) => ({ kind: 'fingerprint', text: id === 6 ? 'A' : 'B' }),
    });
    const seen = await outcomesOf(deidentifyBatch(pool, [added], signal, { beside: [...beside, added] }));
    expect(pathsOf(seen)).toEqual({ 1: 'PAT/ST/SE/1-B.dcm', 2: 'copy', 6: same });
  });

  it('marks what a cancelled run had not come to', async () => {
    const abort = new AbortController();
    const files = Array.from({ length: 100 }, (_, id) => scannedFile(id));
    const pool = fakePool({
      deidentify: ({ id }) => deidentified(id),
      meanwhile: ({ id }) => id === 8 && abort.abort(),
    });
    const seen = await outcomesOf(deidentifyBatch(pool, files, abort.signal));
    expect(seen.size).toBe(100);
    const cancelled = [...seen.values()].filter(
      (outcome) => outcome.kind === 'skipped' && outcome.code === 'cancelled',
    );
    expect(cancelled).toHaveLength(92);
  });
});
