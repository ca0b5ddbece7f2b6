import { expect, it } from 'vitest';
import { response } from '../../testing/fake-upload.ts';
import { readAnswer } from './read-answer.ts';

it.each([
  [response(408), 'trouble'],
  [response(429), 'trouble'],
  [response(500), 'trouble'],
  [response(502), 'away'],
  [response(503), 'away'],
  [response(504), 'away'],
  [{ kind: 'unreachable' }, 'away'],
] as const)('tells a server that is away from one in trouble: %j is %s', (answer, cause) => {
  expect(readAnswer(answer, 1, 0)).toMatchObject({ kind: 'again', cause });
});
