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

it.each([
  [401, 'unauthorised'],
  [403, 'forbidden'],
  [404, 'rejected'],
  [405, 'rejected'],
  [507, 'rejected'],
] as const)('sends nothing more after %i', (status, code) => {
  expect(readAnswer(response(status), 3, 0)).toMatchObject({ kind: 'stop', code });
});

it('halves a request that is too large, and refuses a file that is too large by itself', () => {
  expect(readAnswer(response(413), 2, 0)).toEqual({ kind: 'split' });
  expect(readAnswer(response(413), 1, 0)).toMatchObject({ kind: 'answered', statuses: [{ code: 'too-large' }] });
});

it('leaves to each protocol what is no matter of address, sign-in or load', () => {
  for (const status of [200, 202, 400, 409]) expect(readAnswer(response(status), 1, 0)).toBeNull();
  expect(readAnswer({ kind: 'aborted' }, 1, 0)).toEqual({ kind: 'aborted' });
});

it('waits for a sign-in that may come, and stops where none will', () => {
  expect(readAnswer({ kind: 'no-sign-in', mayPass: true }, 1, 0)).toMatchObject({
    kind: 'again',
    cause: 'away',
    retryAfterMs: null,
    code: 'no-sign-in',
  });
  expect(readAnswer({ kind: 'no-sign-in', mayPass: false }, 1, 0)).toMatchObject({ kind: 'stop', code: 'no-sign-in' });
});

it('waits as long as the server asks, and by its own rule where it does not', () => {
  expect(readAnswer(response(503, '', { 'retry-after': '7' }), 1, 0)).toMatchObject({ retryAfterMs: 7000 });
  expect(readAnswer(response(503), 1, 0)).toMatchObject({ retryAfterMs: null, code: 'server-error' });
  expect(readAnswer(response(425), 1, 0)).toMatchObject({ kind: 'again', cause: 'trouble' });
});

it('refuses one file by its size, and says so of that file', () => {
  expect(readAnswer(response(413), 1, 0)).toMatchObject({ statuses: [{ kind: 'refused', code: 'too-large' }] });
});
