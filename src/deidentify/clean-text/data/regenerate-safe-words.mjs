// Writes safe-words.json, the words that Clean Descriptors keeps: node regenerate-safe-words.mjs <folder>
// The folder holds context-group-words.json (words of the code meanings of PS3.16 without breeds and animal sources) and
// names.txt (given and family names, one a line). A word of the standard that is also a name is left out, unless
// imaging-words.json says that it is needed; those are kept only where they are no name of the file in hand.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) throw new Error('Say where the lists are: node regenerate-safe-words.mjs <folder>');
const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const fold = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

const names = new Set(readFileSync(join(folder, 'names.txt'), 'utf8').split(/\s*\n/).map(fold));
const { source: ownSource, leftOut, ...lists } = read('./imaging-words.json');
const own = new Set(Object.values(lists).flatMap((words) => fold(words).split(' ')));
const dictionary = Object.values(read('../../../dicom/data/dictionary.json')).flatMap(
  (row) => fold(row[2]).match(/[a-z]+/g) ?? [],
);
const contextGroups = JSON.parse(readFileSync(join(folder, 'context-group-words.json'), 'utf8'));
const never = new Set(leftOut.split(' '));

const shortest = 3;
const standard = [...dictionary, ...contextGroups].filter((word) => word.length >= shortest && !names.has(word));
const words = [...new Set([...own, ...standard])].filter((word) => word !== '' && !never.has(word)).sort();
const source = [ownSource, 'Names of attributes: PS3.6 2026d.', 'Code meanings of context groups: PS3.16.'].join(' ');
writeFileSync(
  new URL('./safe-words.json', import.meta.url),
  `${JSON.stringify({ source, count: words.length, words: words.join(' ') }, null, 1)}\n`,
);
process.stdout.write(`${words.length} words\n`);
