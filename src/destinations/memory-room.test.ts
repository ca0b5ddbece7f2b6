import { expect, it } from 'vitest';
import { createMemoryRoom } from './memory-room.ts';

it('is shared by archives until each is given back, once', () => {
  const room = createMemoryRoom(100);
  const giveBack = room.take(60);
  room.take(30);
  expect(room.leftBytes()).toBe(10);
  giveBack();
  giveBack();
  expect(room.leftBytes()).toBe(70);
  room.take(200);
  expect(room.leftBytes()).toBe(0);
});
