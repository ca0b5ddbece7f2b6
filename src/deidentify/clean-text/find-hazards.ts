/** A stretch of text that goes whatever words it is made of. */
type Hazard = { readonly start: number; readonly end: number };

/**
 * Finds dates, times, ages, telephone numbers, e-mail and web addresses in a text. It errs on the side of finding: a
 * version number like `1.2.3` counts as a date.
 */
export function findHazards(text: string): readonly Hazard[] {
  return [
    ...patterns.flatMap((pattern) => matchesOf(text, pattern)),
    ...matchesOf(text, dayAndMonth, isDayAndMonth),
    ...matchesOf(text, groupedDigits, isLongNumber),
  ];
}

const monthNames = [
  'jan(?:uar[yi]?|vier|eiro)?|enero|gennaio|gener',
  'feb(?:ruar[yi]?|raio|rero|brer)?|f[ée]v(?:rier|ereiro)?|febbraio|febrer',
  'mar(?:ch|s|zo|t|ço|ç)?|m(?:ä|ae)rz|maart',
  'apr(?:il|ile)?|avr(?:il)?|abr(?:il)?',
  'may|mai|mei|mayo|maggio|maio|maig',
  'june?|juni?|juin|junio|giu(?:gno)?|junho|juny',
  'july?|juli?|juil(?:let)?|julio|lug(?:lio)?|julho|juliol',
  'aug(?:ust|ustus)?|ao[uû]t|agosto?',
  'sept?(?:ember|embre|iembre)?|settembre|setemb(?:re|ro)',
  'o[ck]t(?:ober|obre|ubre)?|ottobre|outubro',
  'nov(?:ember|embre|iembre|embro)?',
  'de[cz](?:ember|embre|embro)?|dic(?:iembre|embre)?|d[ée]c(?:embre)?|desembre',
].join('|');
const between = String.raw`[\s._/,-]{0,3}`;

const patterns: readonly RegExp[] = [
  /[^\s@]{1,64}@[^\s@]{1,255}/gu,
  /(?:https?:\/\/|ftp:\/\/|www\.)\S+/giu,
  // 1964-07-18, 18.07.64, 7/18/1964
  /(?<!\p{N})\p{N}{1,4}([-/._])\p{N}{1,2}\1\p{N}{1,4}(?!\p{N})/gu,
  // 07/1964, 1964-07
  /(?<!\p{N})\p{N}{1,2}[-/.](?:19|20)\p{N}{2}(?!\p{N})/gu,
  /(?<!\p{N})(?:19|20)\p{N}{2}[-/.]\p{N}{1,2}(?!\p{N})/gu,
  // 18 July 1964, 18JUL64, July 18, 1964, Jul 64
  new RegExp(
    String.raw`(?<!\p{N})\p{N}{1,2}(?:st|nd|rd|th|\.)?${between}(?:${monthNames})(?!\p{L})(?:${between}'?\p{N}{2,4})?`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:${monthNames})${between}'?\p{N}{1,4}(?:st|nd|rd|th)?(?:${between}\p{N}{2,4})?(?![\p{N}\p{L}])`,
    'giu',
  ),
  // 14:30, 2:30:15 pm, 14h30
  /(?<!\p{N})\p{N}{1,2}(?::\p{N}{2}){1,2}(?:\.\p{N}+)?(?:\s?[ap]m)?(?!\p{N})/giu,
  /(?<!\p{N})[012]?\p{N}h[0-5]\p{N}(?!\p{N})/giu,
  // 067Y, 67 yo, 67-year-old, 12 Jahre
  /(?<!\p{N})\p{N}{1,3}[\s_-]*(?:y\/?o|yrs?|y|years?|jahre?|jährig\p{L}*|j\.|ans|años?|anni|anos|jaar)(?!\p{L})(?:[\s_-]*old)?/giu,
  // numbers behind what announces them
  /(?<!\p{L})(?:age|aged|alter|edad|mrn|pid|id|ids|acc|accession|case|subject|subj|patient|pat|room|bed|ward|zimmer|chambre|nhs|ssn|dob|tel|phone|fax|ext|nr|no|number)[\s.:#_=-]{0,3}\p{N}{2,}(?!\p{L})/giu,
];

const dayAndMonth = /(?<![\p{N}./])\p{N}{1,2}\/\p{N}{1,2}(?![\p{N}\p{L}./])/gu;

/** `12/03` is a date; `1/2` is one of two. */
function isDayAndMonth(text: string): boolean {
  const [first = 0, second = 0] = text.split('/').map(Number);
  return text.length > 3 && first > 0 && second > 0 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31;
}

const groupedDigits = /(?<![\p{N}.])\+?(?:\(?\p{N}{1,6}\)?[ \-/._]{1,2}){1,6}\p{N}{2,9}(?!\p{N})/gu;

/** Telephone, social security and card numbers: seven digits or more, in groups. A single decimal number is none. */
function isLongNumber(text: string): boolean {
  return text.replace(/\P{N}+/gu, '').length >= 7 && !/^\p{N}{1,4}\.\p{N}+$/u.test(text);
}

function matchesOf(text: string, pattern: RegExp, accepts: (found: string) => boolean = () => true): readonly Hazard[] {
  return [...text.matchAll(pattern)]
    .filter((match) => accepts(match[0]))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
