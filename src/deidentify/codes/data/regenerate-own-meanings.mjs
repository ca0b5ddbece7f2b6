// Writes own-meanings.json, the meanings of public codes that cleaning word by word would cut: node regenerate-own-meanings.mjs <folder>
// The folder holds code-meanings.json, {scheme: {code: [meanings]}}, of the context groups of PS3.16 with the codes of SNOMED RT
// that concepts of theirs replaced. Breeds of animals are left out: they are thousands, and rare.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) throw new Error('Say where the list is: node regenerate-own-meanings.mjs <folder>');
const schemes = JSON.parse(readFileSync(join(folder, 'code-meanings.json'), 'utf8'));
const safe = new Set(
  JSON.parse(readFileSync(new URL('../../clean-text/data/safe-words.json', import.meta.url), 'utf8')).words.split(' '),
);

/** Cleaning leaves words of the list and short numbers alone; whatever else a meaning has may be taken for a name. */
const isPlain = (word) => safe.has(word.toLowerCase()) || /^\d{1,3}$/.test(word);
const staysWhole = (meaning) =>
  !/^\W|\d\/|\/\d|[^\w ,/()-]|_/.test(meaning) &&
  meaning.split(/[ ,/()-]+/).every((word) => word === '' || isPlain(word));
const isBreed = (meaning) => /breed|\(organism\)|^Boar power/i.test(meaning);

/** Languages and countries, which context groups name by reference to their standards. */
const spoken =
  'en English|de German|fr French|es Spanish|it Italian|pt Portuguese|nl Dutch|ja Japanese|zh Chinese|ko Korean|ru Russian|sv Swedish|da Danish|nb Norwegian|fi Finnish|pl Polish|cs Czech|hu Hungarian|el Greek|tr Turkish|ar Arabic|he Hebrew|ca Catalan';
const threeLetters =
  'eng English|deu German|ger German|fra French|fre French|spa Spanish|ita Italian|por Portuguese|nld Dutch|dut Dutch|jpn Japanese|zho Chinese|chi Chinese|kor Korean|rus Russian|swe Swedish|dan Danish|nor Norwegian|fin Finnish|pol Polish';
const countries =
  'US United States|GB United Kingdom|DE Germany|FR France|ES Spain|IT Italy|PT Portugal|NL Netherlands|JP Japan|CN China|KR Korea|CA Canada|AU Australia|BR Brazil|CH Switzerland|AT Austria|BE Belgium|SE Sweden|DK Denmark|NO Norway|FI Finland|PL Poland';
const pairs = (list) =>
  list.split('|').map((entry) => [entry.slice(0, entry.indexOf(' ')), entry.slice(entry.indexOf(' ') + 1)]);
for (const [language, name] of pairs(spoken)) {
  for (const scheme of ['RFC5646', 'RFC3066']) {
    schemes[scheme] ??= {};
    schemes[scheme][language] = [name];
  }
  schemes.ISO639_1 = { ...schemes.ISO639_1, [language]: [name] };
}
const land = Object.fromEntries(pairs(countries));
for (const tag of 'en-US en-GB en-CA de-DE de-AT de-CH fr-FR es-ES it-IT pt-BR pt-PT nl-NL ja-JP zh-CN ko-KR sv-SE da-DK'.split(
  ' ',
)) {
  const [name] = schemes.RFC5646[tag.slice(0, 2)];
  for (const scheme of ['RFC5646', 'RFC3066']) schemes[scheme][tag] = [name, `${name} (${land[tag.slice(3)]})`];
}
schemes.ISO639_2 = Object.fromEntries(pairs(threeLetters).map(([code, name]) => [code, [name]]));
schemes.ISO3166_1 = Object.fromEntries(pairs(countries).map(([code, name]) => [code, [name]]));

const meanings = {};
for (const [scheme, codes] of Object.entries(schemes).sort()) {
  for (const [code, all] of Object.entries(codes).sort()) {
    const cut = all.filter((meaning) => !isBreed(meaning) && !staysWhole(meaning));
    if (cut.length === 0) continue;
    meanings[scheme] ??= {};
    meanings[scheme][code] = cut.join('|');
  }
}
const head = {
  title: 'Meanings of public codes that are more than words of the word list',
  source: 'DICOM PS3.16 context groups',
};
const lists = Object.entries(meanings).map(([scheme, codes]) => {
  const rows = Object.entries(codes).map(([code, meaning]) => `   ${JSON.stringify(code)}: ${JSON.stringify(meaning)}`);
  return `  ${JSON.stringify(scheme)}: {\n${rows.join(',\n')}\n  }`;
});
const text = JSON.stringify(head, null, 1).slice(0, -2);
writeFileSync(new URL('own-meanings.json', import.meta.url), `${text},\n "meanings": {\n${lists.join(',\n')}\n }\n}\n`);
