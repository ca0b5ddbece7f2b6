import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import type { Tag } from '../../dicom/tag.ts';
import type { CompiledProfile } from '../../profile/compiled-profile.ts';
import { boundedMemo } from '../bounded-memo.ts';
import { possibleEncodings } from './byte-encodings.ts';
import { type ByteMatcher, createByteMatcher } from './byte-matcher.ts';
import { type CollectedSources, collectSources } from './collect-identifiers.ts';
import { createTextMatcher, type TextMatcher } from './text-matcher.ts';
import { valueIdentifiers } from './value-identifiers.ts';

/** Everything that identifies one patient and visit, ready to be looked for. */
export type Identifiers = {
  readonly text: TextMatcher;
  readonly bytes: ByteMatcher;
  /** Labels of what an option or an own rule retains, with the attribute that it is retained in. */
  readonly retained: ReadonlyMap<string, Tag>;
};

/**
 * Collects what identifies the patient and the visit from an original header. The files of one series mostly share the
 * result, so recent ones are remembered. @param rules what they retain is told apart; null: as if that were nothing
 */
export function collectIdentifiers(dataset: IndexedDataset, rules: CompiledProfile | null): Identifiers {
  const { sources, ownWords } = collectSources(dataset, rules);
  return remembered(JSON.stringify([sources, [...ownWords], dataset.characterSets]));
}

const mostRemembered = 64;

const remembered = boundedMemo((collected) => {
  const [sources, ownWords, characterSets] = JSON.parse(collected) as [
    CollectedSources['sources'],
    readonly string[],
    readonly string[],
  ];
  return createMatcher({ sources, ownWords: new Set(ownWords) }, characterSets);
}, mostRemembered);

function createMatcher({ sources, ownWords }: CollectedSources, characterSets: readonly string[]): Identifiers {
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
  return { text: createTextMatcher(identifiers), bytes: createByteMatcher(patterns), retained };
}
