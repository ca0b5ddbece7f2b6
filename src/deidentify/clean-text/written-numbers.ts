import { monthNames } from './hazard-patterns.ts';

/** Numbers in words by language; a language that writes a number together makes one word of it. */
const numbers = [
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred',
  'deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|nonante|cent|premier',
  'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci(?:s[eé]is|siete|ocho|nueve)|veint(?:e|i\\p{L}{2,6})|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|primero',
  'due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|dici(?:assette|otto|annove)|(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)(?:[ai]|[ai]?(?:uno?|due|tr[eé]|quattro|cinque|sei|sette|otto|nove))|primo',
  'dois|duas|três|quatro|sete|oito|dez|treze|dez(?:[ae]sseis|[ae]ssete|oito|[ae]nove)|vinte|trinta|cinquenta|sessenta|oitenta|primeiro',
  '(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?:te[nr]?)?|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn(?:te[nr]?)?|(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)?(?:zwan|drei|vier|fünf|sech|sieb|acht|neun)(?:zig|ßig|ssig)(?:ste[nr]?)?|erste[nr]?|dritte[nr]?',
  'twee|drie|vijf|zes|zeven|negen|tien|twaalf|(?:der|veer|vijf|zes|zeven|acht|negen)tien|(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n)?(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig|eerste|tweede|derde',
  'to|fire|fem|seks|sex|syv|sju|otte|åtte|åtta|ni|nio|ti|tio|elleve|elva|tolv|tretten|tretton|fjorten|fjorton|femten|femton|seksten|sexton|sytten|sjutton|atten|arton|nitten|nitton|(?:(?:en|et|to|tre|fire|fem|seks|syv|otte|ni)og)?(?:tyve|tjue?|tjugo|tredive|tretti|trettio|fyrre|førti|fyrtio|halvtreds|femtio?|tres|seksti|sextio|halvfjerds|sytti|sjuttio|firs|åttio?|halvfems|nittio?)(?:en|ett?|to|två|tre|fire|fyra|fem|seks|sex|syv|sju|åtte|åtta|nio?)?|første|första|andra|anden|tredje|fjerde|fjärde',
  'kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|\\p{L}*kymmen\\p{L}*|ensimmäinen',
  'два|две|три|четыре|пять|шесть|семь|восемь|девять|\\p{L}*(?:десять|дцать|десят|дцати|десяти|надцать|дцатого)|сорока?|девяносто|(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят)(?:ого|ое)|треть(?:его|е)',
  'iki|üç|dört|beş|altı|yedi|sekiz|dokuz|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan',
].join('|');
const westSlavic =
  'dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć|\\p{L}+(?:dzieścia|dzieści|dziesiąt|naście|nastego|dziestego)|(?:pierwsz|drug|trzec|czwart|piąt|szóst|siódm|ósm|dziewiąt|dziesiąt)(?:i?ego|[iya])|' +
  'dva|tři|čtyři|pět|šest|sedm|osm|devět|deset|\\p{L}*(?:dvacet|třicet|čtyřicet|desát|náct|náctého|cátého)|prvního|druhého|třetího|(?:čtvrt|pát|šest|sedm|osm|devát|desát)ého';
/** Numbers up to twelve that count years of waiting rather than of age where a word like `after` says so. */
const few =
  'one|two|three|four|five|six|seven|eight|nine|ten|twelve|deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|diez|due|tre|quattro|cinque|sei|sette|otto|dieci|dois|duas|três|quatro|oito|dez|' +
  '(?:einem|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)|twee|drie|vier|vijf|zes|tien|to|två|fire|fyra|fem|seks|sex|ti|tio|dwa|trzy|cztery|pięć|dva|tři|čtyři|pět|два|три|четыре|пять|iki|üç|beş';
/** These are other words more often than numbers of beds. */
const seldomNumbers = wordTest('to|ti|ni|sei|due|once|fire|tio|sex|cent|sept|elf|dix|dos|premier|primo');
const ordinals = wordTest(
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twent|thirt)ieth',
);
const joints = wordTest('and|et|y|e|und|og|och|en|i|a|ja|ve');
const years = wordTest(
  'years?|yrs?|yo|ans|años|anni|anos|jahren?|jaar|år|vuotta|vuotias|лет|года?|yaş\\p{L}{0,8}|yıl\\p{L}{0,8}',
);
/** Polish and Czech years: `lat` is a side elsewhere. */
const westSlavicYears = wordTest('lata?|let|lety|roky|roků');
const months = wordTest(monthNames);
const shortMonths = wordTest('may|mar|dec|oct');
const isWestSlavic = wordTest(westSlavic);
const isOther = wordTest(numbers);
const isFew = wordTest(few);
const counted = wordTest(
  'aged?|alter|edad|âge|età|idade|leeftijd|beds?|room|bay|ward|suite|cubicle|zimmer|bett|chambre|lit|salle|cama|habitación|quarto|leito|stanza|letto|kamer|zaal|säng|stue|łóżko|lůžko|pokój|pokoj',
);
const beforeSpans = wordTest(
  'in|within|after|last|next|nach|vor|seit|innerhalb|binnen|après|dans|depuis|tras|hace|dopo|fra|após|há|sinds|efter|etter|siden|sedan|za|przez|через|после',
);
const afterSpans = wordTest(
  'after|ago|later|postop|postoperative|postoperatively|survival|interval|follow|followup|nach|später|après|después|dopo|após|na|efter|etter|senere|po|sonra',
);

type Token = { readonly text: string; readonly start: number; readonly end: number };
type Stretch = { readonly start: number; readonly end: number };
type Row = { readonly text: string; readonly tokens: readonly Token[] };

/** Longer than any number in words: what a made-up word may cost stays small. */
const longestWord = 48;
const mostInRow = 5;

/** @param alternatives an expression of whole words, each read from its beginning to its end once */
function wordTest(alternatives: string): (token: Token | undefined) => boolean {
  const pattern = new RegExp(`^(?:${alternatives})$`, 'u');
  return (token) => token !== undefined && token.text.length <= longestWord && pattern.test(token.text);
}

/**
 * Numbers in words tell as figures do where they count years, days or beds: `forty-two yo`, `second of May`, `bed seven`.
 * The work grows with the text: around each word that counts, a handful of words is looked at.
 */
export function findWrittenNumbers(text: string): readonly Stretch[] {
  const tokens = [...text.matchAll(/[\p{L}\p{M}]+/gu)].map(({ 0: found, index }) => ({
    text: found.normalize('NFC').toLowerCase(),
    start: index,
    end: index + found.length,
  }));
  const row: Row = { text, tokens };
  return tokens.flatMap((_, at) => ageAt(row, at) ?? dateAt(row, at) ?? yearAt(row, at) ?? countedAt(row, at) ?? []);
}

function isNumber(token: Token | undefined): boolean {
  return isOther(token) || isWestSlavic(token);
}

function gapOf({ text, tokens }: Row, at: number): string {
  return text.slice(tokens[at]?.end ?? 0, tokens[at + 1]?.start);
}

function isClose(row: Row, at: number): boolean {
  return at >= 0 && /^[\s-]{1,2}$/.test(gapOf(row, at));
}

/** @returns the place of the first word of the number that ends at a place, or -1 */
function firstOf(row: Row, last: number): number {
  if (!isNumber(row.tokens[last])) return -1;
  let first = last;
  for (let at = last - 1; at >= 0 && last - at < mostInRow && isClose(row, at); at--) {
    if (isNumber(row.tokens[at])) first = at;
    else if (!joints(row.tokens[at])) break;
  }
  return first;
}

/** @returns the place of the last word of the number that begins at a place, or -1 */
function lastOf(row: Row, first: number): number {
  if (!isNumber(row.tokens[first])) return -1;
  let last = first;
  for (let at = first + 1; at - first < mostInRow && isClose(row, at - 1); at++) {
    if (isNumber(row.tokens[at])) last = at;
    else if (!joints(row.tokens[at])) break;
  }
  return last;
}

/** `sixty year old`, `ninety-five y.o.`, not `five years after`. */
function ageAt(row: Row, at: number): Stretch | null {
  const { tokens } = row;
  const isLetters = tokens[at]?.text === 'y' && tokens[at + 1]?.text === 'o' && /^[./\s]?$/.test(gapOf(row, at));
  const isWest = westSlavicYears(tokens[at]);
  if ((!isLetters && !isWest && !years(tokens[at])) || !isClose(row, at - 1)) return null;
  const first = firstOf(row, at - 1);
  if (first < 0 || (isWest && !isWestSlavic(tokens[at - 1]))) return null;
  const last = isLetters ? at + 1 : at;
  const isOld = /^olds?$/.test(tokens[last + 1]?.text ?? '') && isClose(row, last);
  const isAge = isOld || isLetters || /^(?:yo|vuotias|yaş.*)$/u.test(tokens[at]!.text);
  if (!isAge && first === at - 1 && isFew(tokens[first]) && isSpan(row, first, last)) return null;
  return { start: tokens[first]!.start, end: tokens[isOld ? last + 1 : last]!.end };
}

function isSpan(row: Row, first: number, last: number): boolean {
  const { tokens } = row;
  if (beforeSpans(tokens[first - 1]) && isClose(row, first - 1)) return true;
  if (tokens[first - 1]?.text === 'a' && tokens[first - 2]?.text === 'y' && tokens[first - 3]?.text === 'il')
    return true;
  return afterSpans(tokens[last + 1]) && isClose(row, last);
}

/** `second of May`, `June third nineteen fifty two`, `vingt mars`. */
function dateAt(row: Row, at: number): Stretch | null {
  const { text, tokens } = row;
  if (!months(tokens[at])) return null;
  const before = dayBefore(row, at);
  const behind = dayBehind(row, at);
  const hasOrdinal = before.isOrdinal || behind > at;
  // `one may see`, `on mar`: a short word is a month beside a day of English and with its capital only.
  if (shortMonths(tokens[at]) && !(hasOrdinal && /^\p{Lu}/u.test(text.slice(tokens[at]!.start)))) return null;
  if (!hasOrdinal && before.first === at) return null;
  const year = hasOrdinal && /^[\s,]{1,2}$/.test(gapOf(row, behind)) ? lastOf(row, behind + 1) : -1;
  return { start: tokens[before.first]!.start, end: tokens[Math.max(behind, year)]!.end };
}

/** @returns the place of the first word of the day before a month, that of the month when there is none */
function dayBefore(row: Row, at: number): { readonly first: number; readonly isOrdinal: boolean } {
  const { tokens } = row;
  const isLinked = /^(?:of|de|di)$/.test(tokens[at - 1]?.text ?? '') && isClose(row, at - 1);
  const day = isLinked ? at - 2 : at - 1;
  if (!isClose(row, day)) return { first: at, isOrdinal: false };
  if (ordinals(tokens[day])) return { first: isTens(row, day - 1) ? day - 1 : day, isOrdinal: true };
  const first = isLinked && tokens[at - 1]?.text === 'of' ? -1 : firstOf(row, day);
  return { first: first < 0 ? at : first, isOrdinal: false };
}

/** @returns the place of the last word of the ordinal behind a month, that of the month when there is none */
function dayBehind(row: Row, at: number): number {
  const from = row.tokens[at + 1]?.text === 'the' ? at + 2 : at + 1;
  if (!isClose(row, at) || !isClose(row, from - 1)) return at;
  return Math.max(at, lastOfOrdinal(row, from));
}

function isTens(row: Row, at: number): boolean {
  return /^(?:twenty|thirty)$/.test(row.tokens[at]?.text ?? '') && isClose(row, at);
}

function lastOfOrdinal(row: Row, at: number): number {
  if (ordinals(row.tokens[at])) return at;
  return isTens(row, at) && ordinals(row.tokens[at + 1]) ? at + 1 : -1;
}

/** `nineteen fifty two`, `twenty twenty-one`. */
function yearAt(row: Row, at: number): Stretch | null {
  const { tokens } = row;
  if (!/^(?:nineteen|twenty)$/.test(tokens[at]?.text ?? '') || !isClose(row, at)) return null;
  if (!/^(?:hundred|oh|ten|.{3,5}teen|.{3,5}ty)$/.test(tokens[at + 1]?.text ?? '') || !isNumberOrOh(tokens[at + 1]))
    return null;
  const isLonger = /^(?:one|two|three|four|five|six|seven|eight|nine)$/.test(tokens[at + 2]?.text ?? '');
  return { start: tokens[at]!.start, end: tokens[isLonger && isClose(row, at + 1) ? at + 2 : at + 1]!.end };
}

function isNumberOrOh(token: Token | undefined): boolean {
  return token?.text === 'oh' || isOther(token);
}

/** `bed seven`, `aged sixty two`: the number goes, as it does in figures. */
function countedAt(row: Row, at: number): Stretch | null {
  const { tokens } = row;
  if (!counted(tokens[at]) || gapOf(row, at) !== ' ' || seldomNumbers(tokens[at + 1])) return null;
  const last = lastOf(row, at + 1);
  return last < 0 ? null : { start: tokens[at + 1]!.start, end: tokens[last]!.end };
}
