import type { DiffRow } from '../../pipeline/deidentify.protocol.ts';
import { strings } from '../ui/strings.ts';

type Words = NonNullable<DiffRow['words']>;

/** The words of a cleaned text in order, those that went struck out, each with the reason for it. */
export function WordDecisions({ words }: { words: Words }) {
  if (words.length === 0) return null;
  return (
    <ul className="words" aria-label={strings.words.list}>
      {words.map(({ text, isKept, why }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand twice, and the list never changes in place.
        <li key={index} className={isKept ? 'kept' : 'gone'}>
          {isKept ? <span>{text}</span> : <del>{text}</del>}
          <small>{strings.words.why[why]}</small>
        </li>
      ))}
    </ul>
  );
}
