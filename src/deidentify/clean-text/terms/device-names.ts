import { foldText, isAscii } from '../../residual/fold-text.ts';
import deviceNames from '../data/device-names.json' with { type: 'json' };
import type { Word } from '../split-words.ts';

const modelsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(deviceNames.makers).map(([maker, models]) => [maker, new Set(models.split(' '))]),
);
/** Families that are everyday words or names by themselves. */
const behindMaker: ReadonlySet<string> = new Set(deviceNames.behindMaker.split(' '));
const noModels: ReadonlySet<string> = new Set();
const mostWordsOfModel = 4;

/** Whether a word is the maker of a scanner before its model, or a word of the model behind its maker: `Siemens Vida`, `GE Optima 660`. */
export function isOfDevice(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (modelsBehind(text, words, at).has(modelWordAt(text, words, at + 1))) return true;
  for (let first = at; first > 0 && at - first < mostWordsOfModel; first--) {
    if (modelWordAt(text, words, first) === '') return false;
    const models = modelsBehind(text, words, first - 1);
    if (wordsFrom(words, first, at).every((one) => models.has(one))) return true;
  }
  return false;
}

/** The words of the models of a maker or family. None where it may be a name: `Ge`, `Umi`, `Cañon`, and behind an initial, `A. Canon`. */
function modelsBehind(text: string, words: readonly Word[], at: number): ReadonlySet<string> {
  const [before, word] = [words[at - 1], words[at]!];
  const folded = foldText(word.text);
  const models = modelsOf.get(folded);
  if (models === undefined || !isAscii(word.text) || /^[A-Z][a-z]{1,2}$/.test(word.text)) return noModels;
  if (before !== undefined && /^\p{Lu}\.$/u.test(text.slice(before.start, before.end + 1))) return noModels;
  if (!behindMaker.has(folded)) return models;
  // No such family stands behind another one, so this goes one word back at most.
  const isNamed = at > 0 && modelsOf.get(foldText(before!.text))?.has(modelWordAt(text, words, at));
  return isNamed === true && modelsBehind(text, words, at - 1) !== noModels ? models : noModels;
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
