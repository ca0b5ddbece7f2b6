import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fullStaging } from '../../testing/full-staging.ts';
import { temporaryFolder } from '../../testing/run-command.ts';
import { noStaging, type Staging } from '../contracts/staging.ts';
import { createFolderStaging } from '../pool/node/folder-staging.ts';
import { collectMade, discardParts } from './collect-made.ts';
import { readRange } from './read-range.ts';

const folder = temporaryFolder();
const staging = createFolderStaging(folder);

const pieceBytes = 25 * 1024 * 1024;
/** Pieces of one value each, so that it shows which one stands where. */
const piece = async (n: number): Promise<Uint8Array | 'unreadable'> => new Uint8Array(pieceBytes).fill(n + 1);

it('keeps a few pieces in memory, as they are', async () => {
  const made = await collectMade(2, piece, staging);
  expect(made).toMatchObject({ kind: 'collected', lengths: [pieceBytes, pieceBytes] });
  if (typeof made === 'string') throw new Error(made);
  expect(made.parts.map(({ kind }) => kind)).toEqual(['bytes', 'bytes']);
  expect(readdirSync(folder)).toEqual([]);
});

it('puts all of them away when they are too many, in order, and removes them when it is told', async () => {
  const made = await collectMade(4, piece, staging);
  if (typeof made === 'string') throw new Error(made);
  const [part] = made.parts;
  if (made.parts.length !== 1 || part?.kind !== 'staged') throw new Error('Nothing is staged.');
  expect(part.lengthBytes).toBe(4 * pieceBytes);
  expect(readdirSync(folder)).toHaveLength(1);
  for (const n of [0, 1, 2, 3]) {
    const bytes = await readRange(null, part, n * pieceBytes, 2);
    expect(bytes).toEqual(Uint8Array.of(n + 1, n + 1));
  }
  expect(await readRange(null, part, 4 * pieceBytes - 1, 2)).toBeNull();
  await discardParts(made.parts, staging);
  expect(readdirSync(folder)).toEqual([]);
  expect(await readRange(null, part, 0, 2)).toBeNull();
});

it('leaves nothing behind when a piece cannot be made', async () => {
  const made = await collectMade(9, async (n) => (n < 4 ? piece(n) : ('unreadable' as const)), staging);
  expect(made).toBe('unreadable');
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves nothing behind when a piece throws, or what was put away cannot be read', async () => {
  const thrown = collectMade(
    9,
    async (n) => {
      if (n === 4) throw new Error('The codec is broken.');
      return piece(n);
    },
    staging,
  );
  await expect(thrown).rejects.toThrow('The codec is broken.');
  expect(readdirSync(folder)).toEqual([]);
  const taken: Staging = {
    ...staging,
    open: async () => {
      const stage = (await staging.open())!;
      const finish = async () => {
        await staging.remove(stage.place);
        return stage.finish();
      };
      return { ...stage, finish };
    },
  };
  expect(await collectMade(4, piece, taken)).toBe('no-room');
});

it('says that there is no room, where no place takes them or the place is full', async () => {
  expect(await collectMade(20, piece, noStaging)).toBe('no-room');
  const removed: string[] = [];
  const full: Staging = { ...fullStaging, remove: async (place) => void removed.push(place) };
  expect(await collectMade(4, piece, full)).toBe('no-room');
  expect(removed).toEqual(['full']);
});

it('asks for a place once, however many pieces there are', async () => {
  let asked = 0;
  const nowhere: Staging = {
    ...noStaging,
    open: async () => {
      asked++;
      return null;
    },
  };
  await collectMade(10, piece, nowhere);
  expect(asked).toBe(1);
});

it('keeps up to 256 MB in memory where there is no place', async () => {
  const made = await collectMade(10, piece, noStaging);
  expect(made).toMatchObject({ lengths: Array.from({ length: 10 }, () => pieceBytes) });
});
