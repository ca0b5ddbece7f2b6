import { type JsonProblem, mostProblems } from '../../profile/parsing/json-problem.ts';

/** One value on its way through the readers, which add to `problems` and give null when it is not what they read. */
export type JsonPlace = { readonly value: unknown; readonly path: string; readonly problems: JsonProblem[] };

/** Notes a problem, if there are not enough. @returns null, the answer of a reader that found one. */
export function problemAt({ path, problems }: JsonPlace, message: string): null {
  if (problems.length < mostProblems) problems.push({ path, message });
  return null;
}

/**
 * Reads an object that may have no members but these.
 * @returns the place of each member that is there, or null when the value is no object.
 */
export function readMembers<Name extends string>(
  place: JsonPlace,
  names: readonly Name[],
): Readonly<Partial<Record<Name, JsonPlace>>> | null {
  const { value, path, problems } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problemAt(place, 'Must be an object.');
  const members: Partial<Record<Name, JsonPlace>> = {};
  const unknown = new Set<string>();
  for (const [name, member] of Object.entries(value)) {
    const known = names.find((candidate) => candidate === name);
    if (known !== undefined) members[known] = { value: member, path: `${path}.${known}`, problems };
    else if (unknown.size < mostProblems) unknown.add(quotable.test(name) ? `${path}.${name}` : `${path}[…]`);
  }
  for (const memberPath of unknown) {
    problemAt({ ...place, path: memberPath }, `No such member. There may be: ${names.join(', ')}.`);
  }
  return members;
}

/** A name that a format may have; any other may be a value that stands in the wrong place. */
const quotable = /^[A-Za-z]\w{0,39}$/;

/** Reads the member `kind` of an object, which says what other members it may have. */
export function readKind<Kind extends string>(place: JsonPlace, kinds: readonly Kind[]): Kind | null {
  const { value, path } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problemAt(place, 'Must be an object.');
  const kind = { ...place, value: (value as Readonly<Record<string, unknown>>)['kind'], path: `${path}.kind` };
  return readOneOf(kind, kinds);
}

/** The place of a member; one that is not there holds `undefined`, which no reader takes. */
export function memberOf<Name extends string>(
  members: Readonly<Partial<Record<Name, JsonPlace>>>,
  name: Name,
  parent: JsonPlace,
): JsonPlace {
  return members[name] ?? { value: undefined, path: `${parent.path}.${name}`, problems: parent.problems };
}

/** All members of an object that readers gave, or null where one of them could not be read. */
export function wholeOf<Read extends object>(
  members: Read,
): { [Name in keyof Read]: Exclude<Read[Name], null> } | null {
  return Object.values(members).includes(null)
    ? null
    : (members as { [Name in keyof Read]: Exclude<Read[Name], null> });
}

/** @param form what a text must look like, and the same for people. */
export function readText(place: JsonPlace, form: { readonly pattern: RegExp; readonly hint: string }): string | null {
  const { value } = place;
  return typeof value === 'string' && form.pattern.test(value) ? value : problemAt(place, `Must be ${form.hint}.`);
}

export function readOneOf<Choice extends string>(place: JsonPlace, choices: readonly Choice[]): Choice | null {
  const known = choices.find((choice) => choice === place.value);
  return known ?? problemAt(place, `Must be one of: ${choices.join(', ')}.`);
}

export function readInteger(place: JsonPlace, least: number, most: number): number | null {
  const { value } = place;
  const isRight = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return isRight ? value : problemAt(place, `Must be a whole number from ${least} to ${most}.`);
}

export function readBoolean(place: JsonPlace): boolean | null {
  return typeof place.value === 'boolean' ? place.value : problemAt(place, 'Must be true or false.');
}

/** Reads each entry of a list; those that could not be read are left out, their problems noted. Enough problems end it. */
export function readList<Entry>(
  place: JsonPlace,
  most: number,
  readEntry: (entry: JsonPlace) => Entry | null,
): readonly Entry[] | null {
  const { value, path, problems } = place;
  if (!Array.isArray(value)) return problemAt(place, 'Must be a list.');
  if (value.length > most) return problemAt(place, `Must have at most ${most} entries.`);
  const entries: Entry[] = [];
  for (const [n, entry] of value.entries()) {
    if (problems.length >= mostProblems) break;
    const read = readEntry({ value: entry, path: `${path}[${n}]`, problems });
    if (read !== null) entries.push(read);
  }
  return entries;
}
