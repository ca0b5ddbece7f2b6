import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { BatchState } from './batch-state.ts';
import type { Release } from './outcomes.ts';
import { afterDecision } from './reduce-decisions.ts';

export type ValueDecision = NonNullable<BatchFile['values']>[number];
type DocumentDecision = NonNullable<BatchFile['document']>;

/** All that is decided about one file, its boxes aside. As it was before a decision, it takes the decision back. */
export type FileDecisions = {
  readonly id: number;
  readonly release: Release | null;
  readonly values: readonly ValueDecision[];
  readonly document: DocumentDecision | null;
};

export function decisionsOf({ id, release, values = [], document }: BatchFile): FileDecisions {
  return { id, release, values, document: document ?? null };
}

export function setDecisions(state: BatchState, entries: readonly FileDecisions[]): BatchState {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const files = state.files.map((file) => {
    const entry = byId.get(file.id);
    if (entry === undefined) return file;
    const { values: _values, document: _document, ...rest } = file;
    const { release, values, document } = entry;
    return { ...rest, release, ...(values.length > 0 && { values }), ...(document && { document }) };
  });
  return afterDecision(state, files satisfies readonly BatchFile[], new Set(byId.keys()));
}

/**
 * The decisions about values of a file with one more. A value is removed or replaced once, the last time counts; what was said to be
 * no identifier adds up.
 */
export function withValue(values: readonly ValueDecision[], decision: ValueDecision): readonly ValueDecision[] {
  if (decision.kind === 'not-an-identifier') return [...values, decision];
  const others = values.filter(({ kind, path }) => kind === 'not-an-identifier' || path !== decision.path);
  return [...others, decision];
}

export function wasDecidedAt({ release, values = [], document }: BatchFile, atIso: string): boolean {
  return release?.atIso === atIso || document?.atIso === atIso || values.some((value) => value.atIso === atIso);
}

/**
 * The decisions of files without the one of a certain time. What it had put aside is in force again; what was decided after it stays.
 * @param before the same files' decisions as they were before it
 * @returns only files in which something of it is in force
 */
export function decisionsWithout(
  files: readonly BatchFile[],
  atIso: string,
  before: readonly FileDecisions[],
): readonly FileDecisions[] {
  const byId = new Map(before.map((entry) => [entry.id, entry]));
  return files.flatMap((file) => {
    const earlier = byId.get(file.id);
    if (earlier === undefined || !wasDecidedAt(file, atIso)) return [];
    const { id, release, values, document } = decisionsOf(file);
    return [
      {
        id,
        release: release?.atIso === atIso ? earlier.release : release,
        values: valuesWithout(values, atIso, earlier.values),
        document: document?.atIso === atIso ? earlier.document : document,
      },
    ];
  });
}

function valuesWithout(
  values: readonly ValueDecision[],
  atIso: string,
  earlier: readonly ValueDecision[],
): readonly ValueDecision[] {
  const kept = values.filter((value) => value.atIso !== atIso);
  const replaced = values.filter((value) => value.atIso === atIso && value.kind !== 'not-an-identifier');
  const isReplaced = ({ kind, path }: ValueDecision) =>
    kind !== 'not-an-identifier' && replaced.some((value) => value.path === path);
  // In the order of before: equal decisions give equal bytes.
  const back = earlier.filter((value) => kept.includes(value) || isReplaced(value));
  return [...back, ...kept.filter((value) => !back.includes(value))];
}
