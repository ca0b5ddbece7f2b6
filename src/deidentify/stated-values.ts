import type { HeldValue } from './change.ts';
import type { ValueDecision } from './value-decision.ts';

/**
 * True for what a person said to be no identifier: at this path, and all that was found there with this label. What else is
 * found, there or elsewhere, is not meant.
 */
export function statedBy(values: readonly ValueDecision[]): (path: string, held: HeldValue) => boolean {
  const byPath = new Map<string, Set<string>>();
  for (const value of values) {
    if (value.kind !== 'not-an-identifier') continue;
    const known = byPath.get(value.path) ?? new Set();
    byPath.set(value.path, known);
    for (const token of value.tokens) known.add(token);
  }
  return (path, { tokens }) => {
    const known = byPath.get(path);
    return known !== undefined && tokens.length > 0 && tokens.every((token) => known.has(token));
  };
}
