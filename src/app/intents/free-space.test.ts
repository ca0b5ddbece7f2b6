import { expect, it } from 'vitest';
import { fakeFile } from '../../testing/fake-batch.ts';
import { archiveNeedBytes, roomProblem } from './free-space.ts';

const files = [fakeFile(1, { sizeBytes: 1_000_000 }), fakeFile(2, { sizeBytes: 500_000 })];
const granting = (freeBytes: number | null) => ({
  stagingRoom: async () => (freeBytes === null ? null : ({ kind: 'storage', freeBytes } as const)),
});

it('counts what headers and new attributes add', () => {
  expect(archiveNeedBytes(files)).toBeGreaterThan(1_500_000);
  expect(archiveNeedBytes(files)).toBeLessThan(1_600_000);
});

it('finds a problem only where the browser says how much it grants, and it is too little', async () => {
  const needBytes = archiveNeedBytes(files);
  expect(await roomProblem(granting(needBytes), files)).toBeNull();
  expect(await roomProblem(granting(null), files)).toBeNull();
  expect(await roomProblem(granting(needBytes - 1), files)).toEqual({
    needBytes,
    room: { kind: 'storage', freeBytes: needBytes - 1 },
  });
});
