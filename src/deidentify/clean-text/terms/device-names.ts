import { foldText } from '../../residual/fold-text.ts';
import deviceNames from '../data/device-names.json' with { type: 'json' };
import type { Word } from '../split-words.ts';

const modelsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(deviceNames.makers).map(([maker, models]) => [maker, new Set(models.split(' '))]),
);
const mostWordsOfModel = 4;

/** Whether a word is the maker of a scanner before its model, or a word of the model behind its maker: `Siemens Vida`, `GE Optima 660`. */
export function isOfDevice(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (modelsOf.get(foldText(word.text))?.has(modelWordAt(text, words, at + 1))) return true;
  for (let first = at; first > 0 && at - first < mostWordsOfModel; first--) {
    if (modelWordAt(text, words, first) === '') return false;
    const models = modelsOf.get(foldText(words[first - 1]!.text));
    if (models && wordsFrom(words, first, at).every((one) => models.has(one))) return true;
  }
  return false;
}

/** @returns the word, folded, or '' where something else than a space or its like stands before it */
function modelWordAt(text: string, words: readonly Word[], at: number): string {
  const [before, word] = [words[at - 1], words[at]];
  if (before === undefined || word === undefined || !/^[ ._-]$/.test(text.slice(before.end, word.start))) return '';
  return foldText(word.text);
}

function wordsFrom(words: readonly Word[], first: number, last: number): readonly string[] {
  return words.slice(first, last + 1).map(({ text }) => foldText(text));
}
