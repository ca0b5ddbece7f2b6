import type { Word } from '../split-words.ts';

const ofPregnancy =
  /gesta[tcz]|(?<!\p{L})(?:preg|LSCS|EFW|AFI|G\dP\d|PPROM|DCDA|MCDA|CIUR|IUGR)(?!\p{L})|nuchal|trimest|growth\sscan|dating\sscan|anomaly\sscan|accreta|previa|biometr|pregnan|gravid|f[o]?eta|f[o]?etus|(?<!\p{L})(?:GA|EGA|OB|CRL|IUP|SSW|EG|IG|hbd)(?!\p{L})|schwanger|grossesse|aménorrh|embaraz|zwanger|raskau|svanger|ciąż|těhot|беремен|gebe|plac[ea]nta|płod|плод|sikiö|妊娠|胎|孕|임신|태아/iu;
/** Somebody is born, or is a child: weeks count an age. */
const ofInfants =
  /neonat|newborn|infant|baby|babies|postnat|prem(?:at|ie|ature)?(?!\p{L})|preterm|pr[ae]e?mat|p[ae]{1,2}diatr|palsy|dysplasia|(?<!\p{L})(?:ex|now|old|olds|born|alt|boy|girl|kid|child|male|female|nicu)(?!\p{L})|neugeb|säugl|frühg|nouveau|nourris|prémat|lactante|bebé|bambin|recém|noworod|novoroz|новорожд|недонош|yenidoğan|新生|乳児|婴|患儿|男|女|신생아|생후|미숙아|남아|여아|生後|出生|早産|早产/iu;
const besidePregnancy = 40;
const [fewestWeeks, mostWeeks] = [4, 44];

/** `28 weeks gestation`, `GA 28+3 weeks`, 妊娠28週: the age of a pregnancy is a measure, as it is in the numbers of a report. */
export function isGestational(found: string, text: string, start: number): boolean {
  // The age that `age 32` tells is that of the pregnancy.
  if (/^age[\s:]+\p{N}{1,2}$/iu.test(found))
    return /gestational\s$/i.test(text.slice(Math.max(0, start - besidePregnancy), start));
  const weeks =
    /^(?<days>[0-6][\s_-]?)?(?<number>\p{N}{0,2})[\s_-]?(?:weeks?|wks?|wochen|semaines|semanas|settimane|weken|uger?|uker|veckor|viikkoa|tygodni\p{L}?|týdn\p{L}*|недел\p{L}*|hafta\p{L}*|週|周|주)$/iu.exec(
      found,
    );
  if (weeks === null) return false;
  const before = text.slice(Math.max(0, start - besidePregnancy), start);
  const whole = /(\p{N}{1,2})\s?\+\s?$/u.exec(before)?.[1] ?? /^\p{N}{1,2}/u.exec(found)?.[0];
  if (whole === undefined || Number(whole) < fewestWeeks || Number(whole) > mostWeeks) return false;
  const after = text.slice(start, start + found.length + besidePregnancy);
  // What a comma sets apart tells of something else: `6 weeks, pregnancy normal`.
  const near = `${before.replace(/^.*[,;()、，]/su, '')}${after.replace(/[,;()、，].*$/su, '')}`;
  return ofPregnancy.test(near) && !ofInfants.test(before + after);
}

/** Examinations that come back after a while, in the languages named, and operations that days are counted from. */
const followUp =
  'follow(?:ed)?[\\s-]?up|fup|f\\/?u|recheck|post\\p{L}*|s\\/p|p\\/?o|surveillance|control|kontrolle|verlaufskontrolle|contrôle|controllo|controle|kontrol|kontroll|kontrola|seguimiento|seguimento|suivi|nacontrole|контроль|kontrolü|delayed|interval';
const beforeFollowUp = new RegExp(String.raw`^\s?(?:${followUp})(?!\p{L})`, 'iu');
const behindFollowUp = new RegExp(String.raw`(?<!\p{L})(?:${followUp})[\s,]{1,2}(?:at\s|a\s)?$`, 'iu');
const longestFollowUpWord = 24;
/** A number and its unit, and the longest that is said so: above, and in years, it may be an age. */
const span =
  /^(?<number>\p{N}{1,2})[\s_-]?(?:(?<days>d|days?|tage)|(?<weeks>w|wks?|weeks?|wochen|semaines|semanas|settimane|weken|uger|uker|veckor)|(?<months>mos?|mths?|months?|monate|mois|meses|mesi|maanden|måneder|månader|мес))$/iu;
const longest = { days: 90, weeks: 52, months: 36 };
/** What infants are examined for. */
const ofInfantHips = /(?<!\p{L})(?:hips?|ddh|hüften?|caderas?|anche|hanches?|quadris|heupen)(?!\p{L})/iu;

/** `5 year follow up`: fewer than a person's years, and behind them alone, as `control 5 years` may be a child's. */
const yearsOfFollowUp = /^[1-9][\s_-]?(?:yrs?|years?)$/i;
const behindYears = /^[\s-]?(?:follow[\s-]?up|f\/?u|post[\s-]?op\p{L}*|surveillance)(?!\p{L})/iu;

/** `8wk recheck`, `f/u 6 months`: how long ago something was, beside the word for an examination that comes back. */
export function isSpanOfFollowUp(found: string, text: string, start: number): boolean {
  if (yearsOfFollowUp.test(found)) return behindYears.test(text.slice(start + found.length)) && !ofInfants.test(text);
  const groups = span.exec(found)?.groups;
  if (groups === undefined || ofInfants.test(text) || ofInfantHips.test(text)) return false;
  const most = groups['days'] ? longest.days : groups['weeks'] ? longest.weeks : longest.months;
  if (Number(groups['number']) > most) return false;
  const end = start + found.length;
  return (
    beforeFollowUp.test(text.slice(end, end + longestFollowUpWord)) ||
    behindFollowUp.test(text.slice(Math.max(0, start - longestFollowUpWord), start))
  );
}

/** Complaints that are said with how long they have been there. */
const complaint =
  /(?<!\p{L})(?:cough|pain|ache|aching|fever|swelling|lump|bleeding|headaches?|vomiting|diarrh?oea|diarrhea|dyspnoea|dyspnea|sob|weakness|numbness|dizziness|palpitations|stiffness|hoarseness|dysphagia|jaundice|tired|limp|sweats|tinnitus|vertigo|constipation|haematuria|hematuria|discharge|history|duration|symptoms|husten|schmerz\p{L}*|fieber|toux|douleurs?|fièvre|tos|dolor|fiebre|tosse|dolore|febbre|dor|hoest|koorts|pijn|hoste|smerter?|hosta|smärta|feber)[\s,]{1,2}(?:for\s|since\s|x\s?|seit\s|depuis\s|da\s|há\s|desde\shace\s|sinds\s|i\s)?$/iu;

/** `cough 6 weeks`, `pain for 3 days`: how long a complaint has been there, where no child is told. */
export function isSpanOfComplaint(found: string, text: string, start: number): boolean {
  const groups = span.exec(found)?.groups;
  if (groups === undefined || ofInfants.test(text) || ofInfantHips.test(text)) return false;
  const before = text.slice(Math.max(0, start - longestFollowUpWord), start);
  return complaint.test(before) || (/(?<!\p{L})(?:since|past|last)\s$/iu.test(before) && groups['days'] !== undefined);
}

/** `20wk` and `12w4d` of a pregnancy, `8wk recheck`, and the unit of `6 mo f/u`: an age without what stands beside it. */
export function isSpan(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  const number = words[at - 1];
  if (number !== undefined && /^(?:mos?|wks?|mths?)$/.test(word.text))
    return isSpanOfFollowUp(text.slice(number.start, word.end), text, number.start);
  if (!/^\d{1,2}[A-Za-z]/.test(word.text)) return false;
  const weeks = /^(\d{1,2}w)(?:(?:ks?)?[0-6]d)?$/i.exec(word.text)?.[1];
  const found = weeks === undefined ? word.text : `${weeks}k`;
  return isSpanOfFollowUp(word.text, text, word.start) || isGestational(found, text, word.start);
}
