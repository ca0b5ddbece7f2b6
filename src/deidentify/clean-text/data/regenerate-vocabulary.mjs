// Writes vocabulary.json from the lists in vocabulary/: node regenerate-vocabulary.mjs
// A list holds words by class. Words of a language that inflects become a stem in a class of endings; the words
// themselves, compound parts, segments of scripts without spaces and forms of learned words stay lists.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const fold = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(
      /[æðøœßþđıł]/g,
      (letter) => ({ æ: 'ae', ð: 'd', ø: 'o', œ: 'oe', ß: 'ss', þ: 'th', đ: 'd', ı: 'i', ł: 'l' })[letter],
    )
    .normalize('NFC');

/** Classes of inflection: which words belong to it, how they become a stem, and what may follow the stem. */
const classes = {
  en: [
    { takes: /y$/, strips: /y$/, endings: 'y ies ied ying ily' },
    { takes: /./, strips: /e$/, endings: '- e s es ed d ing ings ly' },
  ],
  fr: [
    { takes: /al$/, strips: /al$/, endings: 'al ale ales aux' },
    { takes: /eux$/, strips: /eux$/, endings: 'eux euse euses' },
    { takes: /if$/, strips: /if$/, endings: 'if ive ifs ives' },
    { takes: /el$/, strips: /el$/, endings: 'el els elle elles' },
    { takes: /ien$/, strips: /ien$/, endings: 'ien iens ienne iennes' },
    { takes: /ier$/, strips: /ier$/, endings: 'ier iers iere ieres' },
    { takes: /eur$/, strips: /eur$/, endings: 'eur eurs rice rices euse' },
    { takes: /./, strips: /e$/, endings: '- e s es ee ees x ne nes' },
  ],
  es: [
    { takes: /z$/, strips: /z$/, endings: 'z ces' },
    { takes: /ao$/, strips: /ao$/, endings: 'ao oes aes ona' },
    { takes: /l$/, strips: /l$/, endings: 'l is les' },
    { takes: /m$/, strips: /m$/, endings: 'm ns nes' },
    { takes: /./, strips: /[oae]s?$/, endings: '- o a os as e es mente' },
  ],
  it: [{ takes: /./, strips: /[oaei]$/, endings: '- o a i e hi he ni' }],
  de: [
    // Without its ending such a word is often a name: `Wange`, `Wang`.
    { takes: /en?$/, strips: /en?$/, endings: 'e en n er es em s ern ens nen' },
    { takes: /./, strips: /^$/, endings: '- e en n er es em s ern ens nen' },
  ],
  nl: [{ takes: /./, strips: /en?$/, endings: '- e en s n er jes' }],
  nordic: [
    {
      takes: /./,
      strips: /(?:[aeo]r|[ae])$/,
      endings: '- a e en et er ar or an n t r s na ne ens ets erne ene arna orna erna arne ernas as ts',
    },
  ],
  fi: [
    {
      takes: /./,
      strips: /^$/,
      endings: '- n a t ssa sta lla lta lle ksi na ja jen en in iden ien ita ista issa illa ille inen ista',
    },
  ],
  pl: [
    { takes: /[yi]$/, strips: /[yi]$/, endings: 'y i a e ego iego ej iej emu ym im ymi imi ych ich o ie' },
    { takes: /./, strips: /[aoeiy]$/, endings: '- a y i e o u em om ami ach ie ia iu iem ow' },
  ],
  cs: [
    { takes: /[yi]$/, strips: /[yi]$/, endings: 'y i a e eho iho emu imu ym im ymi imi ych ich ou o' },
    { takes: /./, strips: /[aoeiyu]$/, endings: '- a y i e u o ou em um ech ach ami ove' },
  ],
  ru: [
    {
      takes: /(?:ыи|ии|ои|ая|ое)$/,
      strips: /(?:ыи|ии|ои|ая|ое)$/,
      endings: 'ыи ии ои еи ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ых их ыми ими о',
    },
    {
      takes: /./,
      strips: /(?:ия|ие|[аяоеьыии])$/,
      endings: '- а я у ю е о ы и ь ом ем ам ям ами ями ах ях ои еи ию ии ия ие ием иях',
    },
  ],
  hu: [
    {
      takes: /[ae]$/,
      strips: /[ae]$/,
      endings: 'a e at et aban eben aval evel ara ere abol ebol anal enel anak enek ak ek ai ei aja eje',
    },
    {
      takes: /./,
      strips: /^$/,
      endings: '- t ban ben val vel ra re bol rol hoz hez nal nel nak nek on en ok ek ak ot et at os es as i ja je',
    },
  ],
  el: [
    {
      takes: /./,
      strips: /(?:ος|οι|ους|ου|ης|ας|ες|εις|ων|[ηαοις])$/,
      endings: '- ος η ο α ης ου ας ων οι ες ους εις εως ατα ατος ατων ικος ικη ικο ικης ικου',
    },
  ],
  tr: [
    {
      takes: /./,
      strips: /^$/,
      endings:
        '- i u a e in un da de dan den ta te tan ten lar ler si su sin un nin nun yi yu ya ye li lu siz suz larin lerin lari leri nda nde',
    },
  ],
};
const languageOf = (file) => {
  const language = file.replace(/-\d$/, '');
  return { pt: 'es' }[language] ?? language;
};
const shortestStem = 4;
/** Shorter stems are written out with each ending, but for names. */
const shortestShortStem = 3;
const inflectsShort = new Set(['fr', 'es', 'it', 'pl', 'cs', 'ru']);
/** Words of these lists are inflected from five letters on: their short words and abbreviations would make names. */
const keepsShort = new Set(
  'průběh verlauf course sequences evolución kulku évolution decorso beloop forløb przebieg evolução течение seyir'.split(
    ' ',
  ),
);
const longestShort = 4;
// Words under `fixed` stay as they are written.
/** From so many letters on a word of these languages is a part of compounds too. */
const shortestCompoundWord = 6;
const compounding = ['de', 'nl', 'nordic', 'fi'];

const folder = new URL('./vocabulary/', import.meta.url);
const lists = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]);
const wordsOf = (text) =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(fold);

const forms = Object.fromEntries(
  Object.entries(lists.find(([name]) => name === 'forms')[1]).map(([kind, text]) => [
    kind,
    [...new Set(wordsOf(text))].sort().join(' '),
  ]),
);
const namesToo = JSON.parse(readFileSync(new URL('./names-too.json', import.meta.url), 'utf8'));
const names = new Set(`${namesToo.onlyByRule} ${namesToo.nameFirst}`.split(' '));
const words = new Set();
/** Lists of everyday language and of what is said of a complaint or an accident. */
const everydayKinds = new Set(
  'general more průběh verlauf course evolución kulku évolution decorso beloop forløb przebieg evolução течение seyir'.split(
    ' ',
  ),
);
const everyday = new Set();
const ofImaging = new Set();
/** Two or three letters with an accent, as they are written: spelled otherwise they are names as easily. */
const shortAccented = new Set();
const isShortAccented = (word) => /^\p{Script=Latin}{2,3}$/u.test(word) && !/^[a-z]+$/.test(word);
const segments = new Set();
const stems = new Map();
const parts = Object.fromEntries(compounding.map((language) => [language, new Set()]));

for (const [name, content] of lists) {
  if (name === 'forms' || name === 'names-too') continue;
  const language = languageOf(name);
  for (const [kind, text] of Object.entries(content)) {
    if (kind === 'segments') {
      for (const segment of text.split(/\s+/)) if (segment !== '') segments.add(segment.normalize('NFC'));
      continue;
    }
    for (const word of text.normalize('NFC').toLowerCase().split(/\s+/))
      if (isShortAccented(word)) shortAccented.add(word);
    for (const word of wordsOf(text)) {
      words.add(word);
      (everydayKinds.has(kind) ? everyday : ofImaging).add(word);
      if (kind === 'compoundParts' || (kind !== 'fixed' && language in parts && word.length >= shortestCompoundWord))
        parts[language]?.add(word);
      const isInflected = kind !== 'fixed' && (!keepsShort.has(kind) || word.length > longestShort);
      if (isInflected && language in classes && /^\p{L}+$/u.test(word)) addStem(language, word);
    }
  }
}

function addStem(language, word) {
  const at = classes[language].findIndex(({ takes }) => takes.test(word));
  const stem = word.replace(classes[language][at].strips, '');
  if (stem.length < shortestStem) {
    if (stem.length < shortestShortStem || !inflectsShort.has(language)) return;
    for (const ending of classes[language][at].endings.split(' ')) {
      const form = ending === '-' ? stem : stem + ending;
      if (!names.has(form)) words.add(form);
    }
    return;
  }
  const key = `${language}${at}`;
  if (!stems.has(key)) stems.set(key, { endings: classes[language][at].endings, stems: new Set() });
  stems.get(key).stems.add(stem);
}

/** True for a word that its stem and ending make again: it need not be listed. */
function isMadeByRule(word) {
  if (names.has(word)) return false;
  return [...stems.values()].some(({ endings, stems: list }) =>
    endings.split(' ').some((written) => {
      const ending = written === '-' ? '' : written;
      return word.endsWith(ending) && list.has(word.slice(0, word.length - ending.length));
    }),
  );
}

const joined = (set) => [...set].sort().join(' ');
const result = {
  source:
    'Own collection of the words of imaging by class in eighteen languages; entities and suffixes of BIDS, names of TG-263, regions of the usual atlases.',
  count: words.size + segments.size,
  words: joined(new Set([...words].filter((word) => !isMadeByRule(word)))),
  inflections: [...stems.values()].map(({ endings, stems: list }) => ({ endings, stems: joined(list) })),
  compoundParts: Object.fromEntries(Object.entries(parts).map(([language, set]) => [language, joined(set)])),
  segments: joined(segments),
  everyday: joined(new Set([...everyday].filter((word) => !ofImaging.has(word)))),
  shortAccented: joined(shortAccented),
  forms,
};
writeFileSync(new URL('./vocabulary.json', import.meta.url), `${JSON.stringify(result, null, 1)}\n`);
process.stdout.write(
  `${words.size} words, ${segments.size} segments, ${result.inflections.length} classes of inflection\n`,
);
