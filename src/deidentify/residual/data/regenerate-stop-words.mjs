// Writes stop-words.json: words that say nothing about a person or a hospital, because the standard, a product or every
// hospital uses them. Run with node from any folder after the dictionary or common-words.json changed.
import { readFileSync, writeFileSync } from 'node:fs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const shortest = 4;

const dictionary = Object.values(read('../../../dicom/data/dictionary.json')).map((row) => row[2]);
const uids = Object.values(read('../../../profile/data/uids.json')).flatMap(texts);
const common = Object.values(read('./common-words.json'));

const words = [...dictionary, ...uids, ...common]
  .flatMap(
    (text) =>
      text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .match(/[a-z]+/g) ?? [],
  )
  .filter((word) => word.length >= shortest);
const sorted = [...new Set(words)].sort();
writeFileSync(new URL('./stop-words.json', import.meta.url), `${JSON.stringify(sorted.join(' '))}\n`);

/** Every text in a JSON value. */
function texts(value) {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
}
