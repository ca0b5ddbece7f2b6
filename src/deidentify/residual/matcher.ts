import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { boundedMemo } from '../bounded-memo.ts';
import { possibleEncodings } from './byte-encodings.ts';
import { type ByteMatcher, createByteMatcher } from './byte-matcher.ts';
import { type CollectedSources, collectSources } from './collect-identifiers.ts';
import { createTextMatcher, type TextMatcher } from './text-matcher.ts';
import { valueIdentifiers } from './value-identifiers.ts';

/** Everything that identifies one patient and visit, ready to be looked for. */
export type Identifiers = { readonly text: TextMatcher; readonly bytes: ByteMatcher };

/**
 * Collects what identifies the patient and the visit from an original header. The files of one series mostly share the
 * result, so recent ones are remembered.
 */
export function collectIdentifiers(dataset: IndexedDataset): Identifiers {
  const { sources, ownWords } = collectSources(dataset);
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
  const identifiers = sources.flatMap((source) => valueIdentifiers(source, ownWords));
  const patterns = identifiers
    .filter(({ isSearchedAsBytes }) => isSearchedAsBytes)
    .flatMap(({ text, label }) => possibleEncodings(text, characterSets).map((bytes) => ({ bytes, label })));
  return { text: createTextMatcher(identifiers), bytes: createByteMatcher(patterns) };
}
