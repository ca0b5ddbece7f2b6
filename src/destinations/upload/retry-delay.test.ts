import { expect, it } from 'vitest';
import { parseRetryAfter, retryDelayMs } from './retry-delay.ts';

it.each([
  [1, null, 0, 1000],
  [4, null, 0, 8000],
  [4, null, 0.5, 10_000],
  [9, null, 0.9, 120_000],
  [1, 30_000, 0.5, 30_000],
  [1, 600_000, 0, 120_000],
])(
  'try %i waits longer each time, and as long as the server asks, within two minutes',
  (attempt, asked, random, ms) => {
    expect(retryDelayMs(attempt, asked, random)).toBe(ms);
  },
);

it.each([
  [null, null],
  ['soon', null],
  ['12', 12_000],
  [' 12 ', 12_000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 50_000],
  ['Thu, 01 Jan 1970 00:00:05 GMT', 0],
])('Retry-After %j is read as seconds or as a date (RFC 9110 10.2.3)', (header, ms) => {
  expect(parseRetryAfter(header, 10_000)).toBe(ms);
});

it.each(['1 day', 'in 12', '12,5'])('Retry-After %j is no number of seconds', (header) => {
  expect(parseRetryAfter(header, Date.parse('2100-01-01')) ?? 0).toBe(0);
});
