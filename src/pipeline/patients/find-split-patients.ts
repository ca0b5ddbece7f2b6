import type { FileSummary } from '../contracts/file-outcome.ts';

/** Two things that a person should look at before giving out new IDs. Original values: page only. */
export type SplitPatient =
  /** Same name and birth date: probably one patient, who would get several new IDs. */
  | { readonly kind: 'one-patient-several-ids'; readonly patientIds: readonly string[] }
  /** Names or birth dates that do not fit together: probably several patients, who would become one. */
  | { readonly kind: 'one-id-several-patients'; readonly patientId: string; readonly people: readonly Person[] };

type Person = { readonly name: string; readonly birthDate: string };

type Facts = Pick<FileSummary, 'patientId' | 'patientName' | 'patientBirthDate'>;

/**
 * Points out patients who may be split over several IDs, or merged under one. Spelling counts for little: case, accents,
 * order and separators of name parts are passed over, and a missing part or birth date contradicts nothing.
 */
export function findSplitPatients(summaries: readonly Facts[]): readonly SplitPatient[] {
  const distinct = withoutRepeats(summaries);
  return [...severalIds(distinct), ...severalPeople(distinct)];
}

/** Files of one patient mostly come one behind the other and say the same: taking names apart is what costs. */
function withoutRepeats(summaries: readonly Facts[]): readonly Facts[] {
  let last: Facts | null = null;
  return summaries.filter((facts) => {
    const isRepeat =
      last !== null &&
      facts.patientId === last.patientId &&
      facts.patientName === last.patientName &&
      facts.patientBirthDate === last.patientBirthDate;
    last = facts;
    return !isRepeat;
  });
}

function severalIds(summaries: readonly Facts[]): readonly SplitPatient[] {
  const idsByPerson = new Map<string, Set<string>>();
  for (const { patientId, patientName, patientBirthDate } of summaries) {
    const parts = namePartsOf(patientName);
    // A name alone, or a birth date alone, is shared by strangers too often.
    if (patientId === '' || parts.size === 0 || patientBirthDate === '') continue;
    const person = JSON.stringify([[...parts].sort(), patientBirthDate]);
    const ids = idsByPerson.get(person) ?? new Set();
    idsByPerson.set(person, ids.add(patientId));
  }
  return [...idsByPerson.values()]
    .filter((ids) => ids.size > 1)
    .map((ids) => ({ kind: 'one-patient-several-ids', patientIds: [...ids] }));
}

function severalPeople(summaries: readonly Facts[]): readonly SplitPatient[] {
  const peopleById = new Map<string, Person[]>();
  for (const { patientId, patientName, patientBirthDate } of summaries) {
    if (patientId === '') continue;
    const people = peopleById.get(patientId) ?? [];
    const person = { name: patientName, birthDate: patientBirthDate };
    if (!people.some((other) => mayBeSame(other, person))) people.push(person);
    peopleById.set(patientId, people);
  }
  return [...peopleById]
    .filter(([, people]) => people.length > 1)
    .map(([patientId, people]) => ({ kind: 'one-id-several-patients', patientId, people }));
}

function mayBeSame(a: Person, b: Person): boolean {
  if (a.name === b.name && a.birthDate === b.birthDate) return true;
  if (a.birthDate !== '' && b.birthDate !== '' && a.birthDate !== b.birthDate) return false;
  const [fewer, more] = [namePartsOf(a.name), namePartsOf(b.name)].sort((one, two) => one.size - two.size);
  return [...fewer!].every((part) => more!.has(part));
}

/** `DOE^Jane` and `Doe, Jane` have the same parts (PS3.5 6.2.1). */
function namePartsOf(name: string): ReadonlySet<string> {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return new Set(folded.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== ''));
}
