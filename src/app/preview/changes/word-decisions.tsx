import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import type { WordFate } from '../../batch/edit-words.ts';
import { previewStrings } from '../../ui/strings/preview.ts';
import { strings } from '../../ui/strings.ts';
import { fateOffered } from './fate-offered.ts';

type Words = NonNullable<DiffRow['words']>;
type Word = Words[number];

/** Says what becomes of a word in every cleaned text of the batch. */
export type WriteWord = (word: string, fate: WordFate) => void;

const text = previewStrings.words;

/**
 * The words of a cleaned text in order, those that went struck out, each with the reason for it. One click keeps a word that
 * went, takes out one that stayed, or takes back what the person said of it before.
 */
export function WordDecisions({ words, onWrite }: { words: Words; onWrite: WriteWord | null }) {
  if (words.length === 0) return null;
  return (
    <>
      <ul className="words" aria-label={strings.words.list}>
        {words.map((word, index) => {
          const fate = onWrite === null ? null : fateOffered(word);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand twice, and the list never changes in place.
            <li key={index} className={word.isKept ? 'kept' : 'gone'}>
              {fate === null || onWrite === null ? (
                <WordWithReason word={word} />
              ) : (
                <button
                  type="button"
                  title={text.about[fate]}
                  aria-label={text.action(fate, word.text, strings.words.why[word.why])}
                  onClick={() => onWrite(word.text, fate)}
                >
                  <WordWithReason word={word} />
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {onWrite !== null && <p className="hint">{text.hint}</p>}
    </>
  );
}

function WordWithReason({ word: { text: word, isKept, why } }: { word: Word }) {
  return (
    <>
      {isKept ? <span>{word}</span> : <del>{word}</del>}
      <small>{strings.words.why[why]}</small>
    </>
  );
}
