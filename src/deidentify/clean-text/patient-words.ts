import { assertNever } from '../../dicom/assert-never.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { boundedMap } from '../bounded-memo.ts';
import { type CollectedValues, collectValues, ownWordsOf, sourcesOf } from '../residual/collect-identifiers.ts';
import { foldText, tokensOf, withoutUmlauts } from '../residual/fold-text.ts';
import type { IdentifierSource } from '../residual/identifier.ts';
import { isStopWord } from '../residual/stop-words.ts';
import { createTextMatcher, indexIdentifiers } from '../residual/text-matcher.ts';
import { valueIdentifiers } from '../residual/value-identifiers.ts';
import { isSafeWord } from './safe-words.ts';

/** The words of one patient, staff, institution and visit, which no vocabulary makes safe. */
export type PatientWords = {
  /** @param word folded */
  readonly isPatientWord: (word: string) => boolean;
  /** True when a text still holds something that the residual search would find. */
  readonly isIdentifying: (text: string) => boolean;
};

const shortestName = 2;
const shortestId = 3;
const shortestWord = 4;

/**
 * Collects the words from the original header of a file, whatever a profile retains. The same object for equal words, as
 * in the files of a series.
 */
export function patientWordsOf(dataset: IndexedDataset): PatientWords {
  const known = byDataset.get(dataset);
  if (known) return known;
  const values = collectValues(dataset);
  const words = remembered(values.key, () => createWords(values));
  byDataset.set(dataset, words);
  return words;
}

/** One look is enough for all texts of a header. */
const byDataset = new WeakMap<IndexedDataset, PatientWords>();

const mostRemembered = 64;
const remembered = boundedMap<PatientWords>(mostRemembered);

/** UIDs are no words. */
function createWords(values: CollectedValues): PatientWords {
  const sources = sourcesOf(values.shared, null);
  const own = ownWordsOf(values);
  const words = new Set(sources.flatMap((source) => wordsOf(source, own)));
  const matcher = createTextMatcher(indexIdentifiers(sources.flatMap((source) => valueIdentifiers(source, own))));
  return {
    isPatientWord: (word) => words.has(word),
    isIdentifying: (text) => matcher.search([text]).length > 0,
  };
}

function wordsOf({ role, value }: IdentifierSource, ownWords: ReadonlySet<string>): readonly string[] {
  const tokens = [value, withoutUmlauts(value)].flatMap((text) => tokensOf(foldText(text)));
  switch (role) {
    case 'patient-name':
      return tokens.filter((token) => token.length >= shortestName);
    case 'staff-name':
      // `MR` and `CT` stand for staff in many files, and are no names there.
      return tokens.filter((token) => token.length > shortestName || !isSafeWord(token));
    case 'id':
      return [...tokens, foldText(value.trim())].filter((token) => token.length >= shortestId);
    case 'words':
      return tokens.filter((token) => token.length >= shortestWord && !isStopWord(token) && !ownWords.has(token));
    case 'uid':
      return [];
    case 'date':
    case 'phone':
      return tokens.filter((token) => token.length >= shortestWord);
    default:
      return assertNever(role);
  }
}
