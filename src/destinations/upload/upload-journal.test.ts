import { describe, expect, it } from 'vitest';
import type { ReceiptLine, UploadTarget } from '../../pipeline/contracts/upload.ts';
import { memoryJournal, memoryLocks } from '../../testing/memory-journal.ts';
import { listUnfinishedUploads, takeUploadNotes, type UploadJournalDependencies } from './upload-journal.ts';

const target: UploadTarget = {
  kind: 'stow-rs',
  url: 'https://pacs.example.org/dicom-web/studies',
  credentials: { kind: 'bearer', token: 'PLANTED-TOKEN' },
  project: '',
};
const projectKey = new Uint8Array(32).fill(7);

function setUp(): UploadJournalDependencies {
  return { journal: memoryJournal(), locks: memoryLocks(), now: () => 5 };
}

function line(id: number, status: ReceiptLine['status'] = { kind: 'stored' }): ReceiptLine {
  const settledAt = '2026-11-22T10:00:00.000Z';
  return {
    id,
    sopInstanceUid: `1.2.3.PLANTED.${id}`,
    sizeBytes: 8,
    sha256: `sha-of-${id}`,
    status,
    settledAt,
    attempts: 2,
  };
}

/** An upload of files by id, of which the page has heard of some. */
async function upload(dependencies: UploadJournalDependencies, total: number, lines: readonly ReceiptLine[]) {
  const notes = takeUploadNotes(dependencies, target, { projectKey, total });
  const passedOver: number[] = [];
  for (const one of lines) {
    if ((await notes.earlier(one.sha256)) !== null) passedOver.push(one.id);
    notes.record(one);
  }
  await notes.end();
  return passedOver;
}

describe('the journal of uploads', () => {
  it('knows in a later session what was acknowledged, by its bytes', async () => {
    const dependencies = setUp();
    expect(await upload(dependencies, 3, [line(1), line(2)])).toEqual([]);
    const later = takeUploadNotes(dependencies, target, { projectKey, total: 3 });
    expect(await later.earlier('sha-of-1')).toMatchObject({ status: { kind: 'stored' }, attempts: 2 });
    expect(await later.earlier('sha-of-3')).toBeNull();
  });

  it.each([
    ['another key', target, new Uint8Array(32)],
    ['another address', { ...target, url: 'https://other.example.org/dicom-web/studies' }, projectKey],
    ['another project', { ...target, project: 'B' }, projectKey],
    ['another protocol', { ...target, kind: 'tus' }, projectKey],
  ] as const)('knows nothing under %s', async (_, other, key) => {
    const dependencies = setUp();
    await upload(dependencies, 3, [line(1)]);
    const later = takeUploadNotes(dependencies, other, { projectKey: key, total: 3 });
    expect(await later.earlier('sha-of-1')).toBeNull();
  });

  it('does not take for acknowledged what a server refused or nobody sent', async () => {
    const dependencies = setUp();
    await upload(dependencies, 3, [
      line(1),
      line(2, { kind: 'refused', code: 'rejected', reason: 'No.' }),
      line(3, { kind: 'not-sent', code: 'cancelled', reason: 'Stopped.' }),
      line(4, { kind: 'differs', reason: 'It has another.' }),
      line(5, { kind: 'already-there' }),
    ]);
    expect(
      await upload(
        dependencies,
        5,
        [1, 2, 3, 4, 5].map((id) => line(id)),
      ),
    ).toEqual([1, 5]);
  });

  it('forgets an upload that is whole, and one of which nothing was acknowledged', async () => {
    const dependencies = setUp();
    await upload(dependencies, 2, [line(1)]);
    expect(await listUnfinishedUploads(dependencies, projectKey)).toHaveLength(1);
    await upload(dependencies, 2, [line(1), line(2)]);
    expect(await dependencies.journal.list()).toEqual([]);
    await upload(dependencies, 2, [line(1, { kind: 'not-sent', code: 'cancelled', reason: '' })]);
    expect(await dependencies.journal.list()).toEqual([]);
  });

  it('keeps what files that were not added this time have left', async () => {
    const dependencies = setUp();
    await upload(dependencies, 3, [line(1), line(2)]);
    await upload(dependencies, 1, [line(5)]);
    expect(await upload(dependencies, 3, [line(1)])).toEqual([1]);
  });

  it('says how far a broken-off upload had come, not one that is under way', async () => {
    const dependencies = setUp();
    await upload(dependencies, 3, [line(1), line(2)]);
    expect(await listUnfinishedUploads(dependencies, projectKey)).toMatchObject([
      { stored: 2, total: 3, isSameKey: true },
    ]);
    expect(await listUnfinishedUploads(dependencies, new Uint8Array(32))).toMatchObject([{ isSameKey: false }]);
    const underWay = takeUploadNotes(dependencies, target, { projectKey, total: 3 });
    await underWay.earlier('sha-of-1');
    expect(await listUnfinishedUploads(dependencies, projectKey)).toEqual([]);
  });

  it('holds hashes under the key, counts and times, and nothing of files, server or sign-in', async () => {
    const dependencies = setUp();
    await upload(dependencies, 3, [line(1), line(2)]);
    const [run] = await dependencies.journal.list();
    const kept = JSON.stringify([run, await dependencies.journal.entries(run!.id)]);
    expect(kept).not.toMatch(/PLANTED|pacs|sha-of|1\.2\.3/);
  });

  it('lets an upload go on where the browser keeps no journal', async () => {
    const dependencies = setUp();
    const entries = () => Promise.reject(new Error('No IndexedDB.'));
    const without = { ...dependencies, journal: { ...dependencies.journal, entries } };
    expect(await upload(without, 2, [line(1), line(2)])).toEqual([]);
  });
});
