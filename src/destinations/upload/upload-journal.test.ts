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
const settings = { profileHash: 'p', patients: [], decisions: [], engine: '0.1.0' };
const projectKey = new Uint8Array(32).fill(7);

function setUp(): UploadJournalDependencies {
  return { journal: memoryJournal(), locks: memoryLocks(), now: () => 5, ownRuns: new Set() };
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
  const notes = takeUploadNotes(dependencies, target, { projectKey, total, settings });
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
    const later = takeUploadNotes(dependencies, target, { projectKey, total: 3, settings });
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
    const later = takeUploadNotes(dependencies, other, { projectKey: key, total: 3, settings });
    expect(await later.earlier('sha-of-1')).toBeNull();
  });

  it.each([
    ['another profile', { profileHash: 'q' }, 'another profile'],
    ['another table of patients', { patients: ['A'] }, 'another patient table'],
    ['other decisions', { decisions: [['a.dcm', 'clean']] }, 'other decisions about files'],
    ['another version of the program', { engine: '0.2.0' }, 'another version of this program'],
    ['two of them', { profileHash: 'q', engine: '0.2.0' }, 'another profile and another version of this program'],
  ])('refuses to go on under %s, touches nothing, and goes on once all is as it was', async (_, other, words) => {
    const dependencies = setUp();
    await upload(dependencies, 3, [line(1), line(2)]);
    const before = await dependencies.journal.list();
    const later = { ...dependencies, ownRuns: new Set<string>() };
    const refused = takeUploadNotes(later, target, { projectKey, total: 3, settings: { ...settings, ...other } });
    expect(await refused.refusal()).toEqual({
      runId: before[0]!.id,
      reason: expect.stringContaining(`under ${words},`),
    });
    await refused.end();
    expect(await dependencies.journal.list()).toEqual(before);
    const same = takeUploadNotes(later, target, { projectKey, total: 3, settings });
    expect(await same.refusal()).toBeNull();
    expect(await same.earlier('sha-of-2')).not.toBeNull();
  });

  it('lets the page that began an upload go on under other settings, and an upload that had come to nothing', async () => {
    const dependencies = setUp();
    await upload(dependencies, 3, [line(1)]);
    const other = { projectKey, total: 3, settings: { ...settings, profileHash: 'q' } };
    expect(await takeUploadNotes(dependencies, target, other).refusal()).toBeNull();
    const empty = setUp();
    const crashed = takeUploadNotes(empty, target, { projectKey, total: 3, settings });
    await crashed.refusal();
    const later = { ...empty, ownRuns: new Set<string>() };
    expect(await takeUploadNotes(later, target, other).refusal()).toBeNull();
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
    const underWay = takeUploadNotes(dependencies, target, { projectKey, total: 3, settings });
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
