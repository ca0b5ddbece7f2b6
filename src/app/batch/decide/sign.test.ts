import { afterEach, expect, it, vi } from 'vitest';
import { sign } from './sign.ts';

afterEach(() => vi.useRealTimers());

it('signs with the time, and with initials where some were given', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 2, 3, 4, 5) });
  const atIso = '2026-01-02T03:04:05.000Z';
  expect(['', '  ', '\u200b', ' ÅB ', 'A\u0000B'].map((initials) => sign({ initials }))).toEqual([
    { atIso },
    { atIso },
    { atIso },
    { atIso, by: 'ÅB' },
    { atIso, by: 'AB' },
  ]);
});
