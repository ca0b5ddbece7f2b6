import { expect, it } from 'vitest';
import type { FramePlace } from '../../../pipeline/contracts/image.protocol.ts';
import type { TileSearch } from '../../../pipeline/contracts/text-search.ts';
import { eventually } from '../../../testing/eventually.ts';
import { createTileTexts } from './tile-texts.ts';

type Look = Awaited<ReturnType<TileSearch['lookAtTile']>>;

const text = { box: { column: 0, row: 0, columns: 9, rows: 9 }, kind: 'other', text: 'DOE' } as const;
const tileOf = (images: number): readonly FramePlace[] =>
  Array.from({ length: images }, (_, frame) => ({
    content: { kind: 'plain', blob: new Blob(), lastModifiedMs: 0 },
    frame,
  }));

function setUp() {
  const answers: ((look: Look) => void)[] = [];
  const desk = createTileTexts({ lookAtTile: () => new Promise((answer) => answers.push(answer)) });
  const told: string[] = [];
  const ask = (name: string, images = 2) => desk.ask(name, tileOf(images), (found) => told.push(`${name} ${found}`));
  return { answers, desk, told, ask };
}

it('looks at one tile at a time and remembers what was found', async () => {
  const { answers, told, ask } = setUp();
  ask('a');
  ask('b');
  expect(answers).toHaveLength(1);
  answers[0]?.({ kind: 'looked', texts: [], frames: 2 });
  await eventually(() => expect(answers).toHaveLength(2));
  answers[1]?.({ kind: 'looked', texts: [text], frames: 2 });
  await eventually(() => expect(told).toEqual(['a none', 'b found']));
  ask('c');
  ask('b');
  expect(told, 'at once, while another is looked at').toEqual(['a none', 'b found', 'b found']);
  expect(answers).toHaveLength(3);
});

it.each<[string, Look]>([
  ['of which an image is missing', { kind: 'looked', texts: [], frames: 1 }],
  ['that could not be looked at', { kind: 'problem', code: 'decoder-lost', transferSyntaxUid: '', layout: '' }],
])('says nothing of a tile %s, and asks again', async (_, answer) => {
  const { answers, told, ask } = setUp();
  ask('a');
  answers[0]?.(answer);
  await eventually(() => expect(told).toEqual(['a failed']));
  ask('a');
  expect(answers).toHaveLength(2);
});

it('does not begin with a tile that nobody waits for any more', async () => {
  const { answers, told, ask } = setUp();
  ask('a');
  const cancel = ask('b');
  ask('c');
  cancel();
  answers[0]?.({ kind: 'looked', texts: [], frames: 2 });
  await eventually(() => expect(answers).toHaveLength(2));
  answers[1]?.({ kind: 'looked', texts: [], frames: 2 });
  await eventually(() => expect(told).toEqual(['a none', 'c none']));
});

it('looks once at a tile that two wait for', async () => {
  const { answers, told, ask } = setUp();
  ask('a');
  ask('a');
  answers[0]?.({ kind: 'looked', texts: [text], frames: 2 });
  await eventually(() => expect(told).toEqual(['a found', 'a found']));
  expect(answers).toHaveLength(1);
});

it('tells and remembers nothing of a batch that has ended, and looks at the next one', async () => {
  const signals: AbortSignal[] = [];
  const answers: ((look: Look) => void)[] = [];
  const desk = createTileTexts({
    lookAtTile: (_, signal) => {
      signals.push(signal!);
      return new Promise((answer) => answers.push(answer));
    },
  });
  const told: string[] = [];
  desk.ask('a', tileOf(1), (found) => told.push(`before ${found}`));
  desk.ask('b', tileOf(1), (found) => told.push(`before ${found}`));
  desk.clear();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  desk.ask('a', tileOf(1), (found) => told.push(`after ${found}`));
  answers[0]?.({ kind: 'looked', texts: [text], frames: 1 });
  await eventually(() => expect(answers).toHaveLength(2));
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  answers[1]?.({ kind: 'looked', texts: [], frames: 1 });
  await eventually(() => expect(told).toEqual(['after none']));
});
