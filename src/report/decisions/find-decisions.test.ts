import { describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../../deidentify/pseudonym.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { InputContent } from '../../pipeline/contracts/input-file.ts';
import { fakeFile } from '../../testing/fake-batch.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { countShared, findDecisions, withDecisions } from './find-decisions.ts';
import type { SavedDecisions } from './saved-decisions.ts';

const projectKey = new Uint8Array(32).fill(3);
const uid = pseudonymsOf(projectKey).newUid('2.25.7');
const at = '2026-01-02T03:04:05Z';
const about = { at, sopInstanceUids: [uid] };
const areas = [{ kind: 'blank', frames: 'all', rectangles: [{ column: 1, row: 2, columns: 30, rows: 4 }] }] as const;
const saved: SavedDecisions = {
  boxes: [{ ...about, scope: 'image', shown: 'One', review: 'seen', areas }],
  releases: [{ ...about, reason: 'Looked', pixels: allSeen, shown: 'One', covers: 'images' }],
  values: [{ ...about, kind: 'remove', path: '(0008,103E)' }],
  documents: [{ ...about, kind: 'blank-page' }],
  leftOut: [],
};

const capture = (id: number, content: InputContent | null) => fakeFile(id, { sopInstanceUid: '2.25.7' }, { content });
const plain = (...bytes: readonly (string | Uint8Array<ArrayBuffer>)[]): InputContent =>
  ({ kind: 'plain', blob: new Blob([...bytes]), lastModifiedMs: 0 }) as const;
const decided = async (files: readonly BatchFile[]) =>
  withDecisions(files, await findDecisions(files, saved, projectKey));
const long = new Uint8Array(5 * 1024 * 1024);

describe('decisions about a UID', () => {
  it('hold for all copies of one file', async () => {
    for (const bytes of ['seen', long]) {
      for (const file of await decided([capture(1, plain(bytes)), capture(2, plain(bytes))])) {
        expect(file).toMatchObject({ release: { reason: 'Looked' }, redaction: { areas }, document: {} });
        expect(file.values).toHaveLength(1);
      }
    }
  });

  it.each<[string, InputContent | null, InputContent | null]>([
    ['other bytes', plain('seen'), plain('held')],
    ['more bytes', plain('seen'), plain('seen.')],
    ['another last byte', plain(long, 'a'), plain(long, 'b')],
    ['another packing', plain('seen'), { kind: 'zip-stored', blob: new Blob(['seen']), crc32: 1 }],
    ['bytes that cannot be read', plain('seen'), { ...plain('seen'), blob: unreadable() } as InputContent],
    ['no bytes', plain('seen'), null],
  ])('hold for none of two files with %s', async (_, one, other) => {
    const files = [capture(1, one), capture(2, other)];
    for (const turned of [files, files.toReversed()]) {
      for (const file of await decided(turned)) {
        expect(file.release).toBeNull();
        expect([file.redaction, file.values, file.document, file.outcome]).toEqual([
          undefined,
          undefined,
          undefined,
          null,
        ]);
      }
    }
    expect(countShared(await findDecisions(files, saved, projectKey))).toBe(1);
  });

  it('leave out all files that have it', async () => {
    const files = [capture(1, plain('seen')), capture(2, plain('held')), fakeFile(3)];
    const back = withDecisions(files, await findDecisions(files, { ...saved, leftOut: [uid] }, projectKey));
    expect(back.map(({ outcome }) => outcome?.kind)).toEqual(['skipped', 'skipped', undefined]);
    expect(back.every(({ release }) => release === null)).toBe(true);
  });
});

function unreadable() {
  const fails = () => Promise.reject(new Error('Gone.'));
  return { size: 4, slice: unreadable, arrayBuffer: fails };
}
