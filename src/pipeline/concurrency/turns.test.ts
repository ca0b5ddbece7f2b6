import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

it.each([1, 3])('lets %i pieces of work go on at once', async (most) => {
  const turns = createTurns(most);
  let underWay = 0;
  let highest = 0;
  for (let piece = 0; piece < 10; piece++) {
    underWay++;
    highest = Math.max(highest, underWay);
    await turns.take(after(piece % 3).then(() => void underWay--));
  }
  await turns.rest();
  expect(highest).toBe(most);
  expect(underWay).toBe(0);
});

it('passes on what a piece throws', async () => {
  await expect(createTurns(1).take(Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
});
