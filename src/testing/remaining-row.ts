import type { RemainingRow } from '../pipeline/survey/remaining-values.ts';

/** A line of What remains: a series description of known words. */
export function remainingRow(text: string, overrides: Partial<RemainingRow> = {}): RemainingRow {
  const path = overrides.path ?? '(0008,103E)';
  return {
    key: `${path} ${text}`,
    reviewKey: `${path}\n${text}`,
    path,
    tag: '(0008,103E)',
    name: 'Series Description',
    vr: 'LO',
    depth: 0,
    isPrivate: false,
    text,
    action: 'C',
    effect: 'replaced',
    reason: 'PS3.15 E.1-1',
    files: 1,
    fileId: 0,
    why: 'known-words',
    isToCheck: false,
    isPlain: false,
    ...overrides,
  };
}
