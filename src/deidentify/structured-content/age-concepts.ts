import { type Concept, plainMeaning as plain } from './content-item.ts';

/** The concept of Table E.3.4-1 that all names of a patient's age stand for. */
export const subjectAge = { code: '121033', scheme: 'DCM' } as const;

/** Codes for the age of the patient, by scheme. */
const ageCodes: Readonly<Record<string, ReadonlySet<string>>> = {
  DCM: new Set([subjectAge.code]),
  SCT: new Set(['397669002', '424144002', '105727008']),
  LN: new Set(['30525-0', '21612-7', '29553-5', '21611-9', '63900-5', '35659-2', '29554-3', '30972-4']),
};

const word = '(?:age|alter|edad|edat|eta|idade|leeftijd|alder|wiek|возраст|年齢|年龄|나이)';
const whose =
  "(?:(?:of |at |the |de |del |der |des |du |do |della |van |en )*(?:patient|patients|patienten|patient's|paciente|paziente|subject|subject's|subjects|exam|examination|study|scan|acquisition|imaging|visit|time|untersuchung|persona|person|child|sujet|sujeto))";
const kind = '(?:current|chronological|reported|calculated|estimated|actual|aktuelles|actual)';
/** The age of the patient in words of several languages, and nothing besides: `Patient's age at exam`, `Alter des Patienten`. */
const patientAge = new RegExp(
  `^(?:${kind} |${whose} )*(?:${word}|patientenalter|lebensalter)(?: ${kind}| ${whose})*(?: (?:in )?(?:years|jahren|y|a))?$`,
  'u',
);
/** Words that speak of an age among others: `Age at menopause`, `Years old`. */
const anyAge = new RegExp(
  `(?<!\\p{L})(?:${word}|ages|aged|patientenalter|lebensalter|years? old|jahre alt)(?!\\p{L})|年齢|年龄|나이`,
  'u',
);

/** True when a concept is the age of the patient, whatever scheme it is taken from, by code or by meaning. */
export function isSubjectAge({ code, scheme, meaning }: Concept): boolean {
  return (Object.hasOwn(ageCodes, scheme) && ageCodes[scheme]?.has(code) === true) || patientAge.test(plain(meaning));
}

/** True when a concept speaks of some age. */
export function speaksOfAge(concept: Concept): boolean {
  return isSubjectAge(concept) || anyAge.test(plain(concept.meaning));
}

/** How many of a unit of time make a year; by UCUM code, or by the word for it. */
export function unitsPerYear(unit: Concept): number | null {
  const words = plain(unit.meaning).replace(/ .*/u, '');
  return perYear.get(unit.code.replace(/_[jgts]$/, '')) ?? perYear.get(words) ?? null;
}

const perYear: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, 'a year years yr yrs jahr jahre an ans annee annees ano anos anno anni jaar lat any anys'],
      [12, 'mo month months monat monate mois mes meses mese mesi maand maanden'],
      [365.2425 / 7, 'wk week weeks woche wochen semaine semaines semana semanas settimana settimane'],
      [365.2425, 'd day days tag tage jour jours dia dias giorno giorni dag dagen'],
      [365.2425 * 24, 'h hour hours'],
      [365.2425 * 24 * 60, 'min minute minutes'],
      [365.2425 * 24 * 3600, 's second seconds'],
    ] as const
  ).flatMap(([count, names]) => names.split(' ').map((name) => [name, count] as const)),
);
