import { withoutStatement } from '../../pipeline/batch/without-statement.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { heedSearch } from '../../pipeline/text/searchable-files.ts';
import type { BatchState } from './batch-state.ts';
import { changeFiles, findFile } from './derived/find-file.ts';
import type { Release } from './outcomes.ts';
import { afterDecision } from './reduce-decisions.ts';

export type ValueDecision = NonNullable<BatchFile['values']>[number];
type DocumentDecision = NonNullable<BatchFile['document']>;

/** Where the bytes of a file are, and what they were found to be. */
export type FileBody = Pick<BatchFile, 'content' | 'scan'>;

/** All that is decided about one file, its boxes aside. As it was before a decision, it takes the decision back. */
export type FileDecisions = {
  readonly id: number;
  readonly release: Release | null;
  readonly values: readonly ValueDecision[];
  readonly document: DocumentDecision | null;
  /** What the file holds: a decision may put pictures in the place of a document. Absent: what it holds now. */
  readonly body?: FileBody;
};

/** What is decided about a file before one more decision, and the boxes over which that was said. */
export type DecisionsBefore = FileDecisions & Pick<BatchFile, 'redaction'>;

/** A decision about files: `release` is what it stated, null where it was about values or documents. */
type DecidedAt = { readonly atIso: string; readonly release: Release | null };

export function decisionsOf({ id, release, values = [], document, content, scan }: BatchFile): FileDecisions {
  return { id, release, values, document: document ?? null, body: { content, scan } };
}

export function setDecisions(state: BatchState, entries: readonly FileDecisions[]): BatchState {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const files = changeFiles(state.files, byId.keys(), (file) => {
    const entry = byId.get(file.id);
    if (entry === undefined) return file;
    const { values: _values, document: _document, ...rest } = file;
    const { release, values, document, body = rest } = entry;
    const decided = { release, ...(values.length > 0 && { values }), ...(document && { document }) };
    return { ...(body.content === file.content ? rest : withBody(rest, body)), ...decided };
  });
  return afterDecision(state, files, new Set(byId.keys()));
}

/** Boxes over other pixels, and what was found in them, hold no more. */
function withBody(
  { redaction: _redaction, search: _search, ...rest }: BatchFile,
  { content, scan }: FileBody,
): BatchFile {
  return { ...rest, content, scan };
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

/** True where a decision is in force in a file, be it that a later release keeps what it said of the pixels. */
export function holdsDecision({ release, values = [], document }: BatchFile, decided: DecidedAt): boolean {
  const { atIso } = decided;
  return holdsRelease(release, decided) || document?.atIso === atIso || values.some((value) => value.atIso === atIso);
}

/** A later release keeps the statement about the pixels itself, not an equal one. */
export function holdsRelease(release: Release | null, { atIso, release: stated }: DecidedAt): boolean {
  if (release === null) return false;
  return release.atIso === atIso || (release.pixels.kind !== 'unstated' && release.pixels === stated?.pixels);
}

/**
 * The decisions of files without one of them. What it had put aside is in force again; what was decided after it stays. A release
 * that took its statement in goes with it, so that the file waits; what was said of the pixels before does not hold under other boxes.
 * @param before the same files' decisions as they were before it
 * @returns only files in which something of it is in force
 */
export function decisionsWithout(
  files: readonly BatchFile[],
  decided: DecidedAt,
  before: readonly DecisionsBefore[],
): readonly FileDecisions[] {
  const { atIso } = decided;
  return before.flatMap((earlier) => {
    const file = findFile(files, earlier.id);
    if (file === undefined || !holdsDecision(file, decided)) return [];
    const { id, release, values, document } = decisionsOf(file);
    const isSame = file.redaction === earlier.redaction;
    const released = isSame
      ? heedSearch({ ...file, release: earlier.release }).release
      : withoutStatement(earlier.release);
    return [
      {
        id,
        release: holdsRelease(release, decided) ? released : release,
        values: valuesWithout(values, atIso, earlier.values),
        document: document?.atIso === atIso ? earlier.document : document,
        ...(document?.atIso === atIso && earlier.body && { body: earlier.body }),
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
