import { describe, expect, it } from 'vitest';
import { countDecided, countVerdicts, decidedWith } from './count-decided.ts';
import type { DecideState, Verdict } from './decide-state.ts';

type Made = DecideState['decisions'][number];

function made(series: string, verdict: Verdict, atIso = '2026-01-01T00:00:00Z'): Made {
  const seen = { each: 1, inProjections: 0, byDetector: 0, of: 1 };
  const wayBack = { kind: 'put-back', ids: [] } as const;
  return { entry: `report ${series}`, series, title: series, reason: 'report', verdict, seen, atIso, wayBack };
}
const leftOut: Verdict = { kind: 'left-out', files: 1 };
const nothing = (isAllSeen: boolean): Verdict => ({ kind: 'nothing-identifying', isAllSeen, images: 1 });

describe('what was decided', () => {
  it('counts a series once, and not while something of it still waits', () => {
    const decisions = [made('A', leftOut), made('A', nothing(true)), made('B', leftOut)];
    expect(countDecided(decisions, [{ seriesKey: 'B' }, { seriesKey: 'C' }])).toEqual({ decided: 1, total: 3 });
    expect(countDecided([], [{ seriesKey: 'B' }])).toEqual({ decided: 0, total: 1 });
  });

  it('counts each series by its last decision, and calls confirmed what was seen whole', () => {
    const decisions = [
      made('A', leftOut),
      made('A', nothing(true)),
      made('B', nothing(false)),
      made('C', leftOut),
      made('D', leftOut),
    ];
    expect([...countVerdicts(decisions)]).toEqual([
      ['confirmed', 1],
      ['nothing-identifying', 1],
      ['left-out', 2],
    ]);
  });

  it('tells how many series one press of a page decided', () => {
    const last = made('C', nothing(true), 't');
    const others = [made('A', nothing(true), 't'), made('B', nothing(true), 'before'), made('D', leftOut, 't')];
    expect(decidedWith([...others, last], last)).toBe(2);
  });
});
