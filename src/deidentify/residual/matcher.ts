import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Tag } from '../../dicom/tag.ts';
import type { CompiledProfile } from '../../profile/compiled-profile.ts';
import { boundedMap } from '../bounded-memo.ts';
import { possibleEncodings } from './byte-encodings.ts';
import {
  type ByteIndex,
  type ByteMatcher,
  type BytePattern,
  createByteMatcher,
  indexPatterns,
} from './byte-matcher.ts';
import { type CollectedValues, collectValues, ownWordsOf, sourcesOf } from './collect-identifiers.ts';
import type { IdentifierSource } from './identifier.ts';
import { createTextMatcher, indexIdentifiers, type TextIndex, type TextMatcher } from './text-matcher.ts';
import { valueIdentifiers } from './value-identifiers.ts';

/** Everything that identifies one patient and visit, ready to be looked for. */
export type Identifiers = {
  readonly text: TextMatcher;
  readonly bytes: ByteMatcher;
  /** Labels of what an option or an own rule retains, with the attribute that it is retained in. */
  readonly retained: ReadonlyMap<string, Tag>;
};

/**
 * Collects what identifies the patient and the visit from an original header. The files of one visit mostly share all but
 * the UIDs, so the rest is remembered. @param rules what they retain is told apart; null: as if that were nothing
 */
export function collectIdentifiers(dataset: IndexedDataset, rules: CompiledProfile | null): Identifiers {
  const values = collectValues(dataset);
  const { characterSets } = dataset;
  const key = `${JSON.stringify(characterSets)}${values.key}`;
  const shared = memoFor(rules)(key, () => prepareShared(values, rules, characterSets));
  const own = prepare(sourcesOf(values.uids, rules), noWords, characterSets);
  return {
    text: createTextMatcher(shared.text, own.text),
    bytes: createByteMatcher(shared.bytes, own.patterns),
    retained: own.retained.size === 0 ? shared.retained : new Map([...shared.retained, ...own.retained]),
  };
}

/** What is prepared of the values that the files of a visit share. */
type Prepared = {
  readonly text: TextIndex;
  readonly patterns: readonly BytePattern[];
  readonly retained: ReadonlyMap<string, Tag>;
};

const mostRemembered = 64;
const noWords: ReadonlySet<string> = new Set();
const noRules = {};

type Shared = Prepared & { readonly bytes: ByteIndex };
const memos = new WeakMap<object, ReturnType<typeof boundedMap<Shared>>>();

/** What is retained depends on the rules, so each set of rules remembers for itself. */
function memoFor(rules: CompiledProfile | null): ReturnType<typeof boundedMap<Shared>> {
  const known = memos.get(rules ?? noRules);
  if (known) return known;
  const memo = boundedMap<Shared>(mostRemembered);
  memos.set(rules ?? noRules, memo);
  return memo;
}

function prepareShared(values: CollectedValues, rules: CompiledProfile | null, sets: readonly string[]): Shared {
  const prepared = prepare(sourcesOf(values.shared, rules), ownWordsOf(values), sets);
  return { ...prepared, bytes: indexPatterns(prepared.patterns) };
}

function prepare(
  sources: readonly IdentifierSource[],
  ownWords: ReadonlySet<string>,
  characterSets: readonly string[],
): Prepared {
  const found = sources.map((source) => ({ source, identifiers: valueIdentifiers(source, ownWords) }));
  const identifiers = found.flatMap((one) => one.identifiers);
  const retained = new Map(
    found.flatMap(({ source: { retainedTag }, identifiers: own }) =>
      retainedTag === null ? [] : own.map(({ label }) => [label, retainedTag] as const),
    ),
  );
  const patterns = identifiers
    .filter(({ isSearchedAsBytes }) => isSearchedAsBytes)
    .flatMap(({ text, label }) => possibleEncodings(text, characterSets).map((bytes) => ({ bytes, label })));
  return { text: indexIdentifiers(identifiers), patterns, retained };
}
