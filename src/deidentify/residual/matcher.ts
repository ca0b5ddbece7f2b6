import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Tag } from '../../dicom/tag.ts';
import type { CompiledProfile } from '../../profile/compiled-profile.ts';
import { boundedMap } from '../bounded-memo.ts';
import { possibleEncodings } from './byte-encodings.ts';
import { type ByteMatcher, createByteMatcher } from './byte-matcher.ts';
import { collectValues, ownWordsOf, sourcesOf } from './collect-identifiers.ts';
import type { IdentifierSource } from './identifier.ts';
import { createTextMatcher, indexIdentifiers, type TextIndex, type TextMatcher } from './text-matcher.ts';
import { valueIdentifiers } from './value-identifiers.ts';

/** Everything that identifies one patient and visit, ready to be looked for. */
export type Identifiers = {
  readonly text: TextMatcher;
  readonly bytes: ByteMatcher;
  /** Labels of what an option or an own rule retains, with the attribute that it is retained in. */
  readonly retained: ReadonlyMap<string, Tag>;
  /** Labels of names of the institution and of addresses: devices that an option retains are often called after them. */
  readonly places: ReadonlySet<string>;
  /** False when the header has more identifying values than are looked for: nothing can be said of the output. */
  readonly areAll: boolean;
};

/**
 * Collects what identifies the patient and the visit from an original header. The files of one visit mostly share all but
 * the UIDs, so the rest is remembered. @param rules what they retain is told apart; null: as if that were nothing
 */
export function collectIdentifiers(dataset: IndexedDataset, rules: CompiledProfile | null): Identifiers {
  const known = lastByDataset.get(dataset);
  if (known !== undefined && known.rules === rules) return known.identifiers;
  const identifiers = collect(dataset, rules);
  lastByDataset.set(dataset, { rules, identifiers });
  return identifiers;
}

/** The bytes beside the pixels and the output are searched one after the other. */
const lastByDataset = new WeakMap<
  IndexedDataset,
  { readonly rules: CompiledProfile | null; readonly identifiers: Identifiers }
>();

function collect(dataset: IndexedDataset, rules: CompiledProfile | null): Identifiers {
  const values = collectValues(dataset);
  const { characterSets } = dataset;
  const key = `${JSON.stringify(characterSets)}${values.key}`;
  const shared = memoFor(rules)(key, () => prepare(sourcesOf(values.shared, rules), ownWordsOf(values), characterSets));
  // UIDs that are retained are not looked for, so that none of these is.
  const own = sourcesOf(values.uids, rules).flatMap((source) => valueIdentifiers(source, noWords));
  return {
    text: createTextMatcher(shared.text, own),
    bytes: shared.bytes,
    retained: shared.retained,
    places: shared.places,
    areAll: values.areAll,
  };
}

/** What is prepared of the values that the files of a visit share. */
type Prepared = {
  readonly text: TextIndex;
  readonly bytes: ByteMatcher;
  readonly retained: ReadonlyMap<string, Tag>;
  readonly places: ReadonlySet<string>;
};

const mostRemembered = 64;
const noWords: ReadonlySet<string> = new Set();
const noRules = {};

const memos = new WeakMap<object, ReturnType<typeof boundedMap<Prepared>>>();

/** What is retained depends on the rules, so each set of rules remembers for itself. */
function memoFor(rules: CompiledProfile | null): ReturnType<typeof boundedMap<Prepared>> {
  const known = memos.get(rules ?? noRules);
  if (known) return known;
  const memo = boundedMap<Prepared>(mostRemembered);
  memos.set(rules ?? noRules, memo);
  return memo;
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
  const patterns = identifiers.flatMap(({ written, label }) =>
    written === null ? [] : possibleEncodings(written, characterSets).map((bytes) => ({ bytes, label })),
  );
  const places = new Set(sources.filter(({ role }) => role === 'words').map(({ name }) => name));
  return { text: indexIdentifiers(identifiers), bytes: createByteMatcher(patterns), retained, places };
}
