import * as v from 'valibot';
import { type JsonProblem, mostProblems } from './json-problem.ts';

/**
 * The parts of which schemas are made. Each has a message of ours, because those of valibot quote what was found. What valibot does
 * otherwise than we need is put right here: its objects take an array and name one unknown member, its lists have no end.
 */

/** A text of a certain form. @param hint the form in words: "a version such as 1.0.0" */
export function text(form: RegExp, hint: string) {
  const message = `Must be ${hint}.`;
  return v.pipe(v.string(message), v.regex(form, message));
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]) {
  return v.picklist(choices, `Must be one of: ${choices.join(', ')}.`);
}

export function wholeNumber(least: number, most: number) {
  const message = `Must be a whole number from ${least} to ${most}.`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}

export const flag = v.boolean('Must be true or false.');

/** A list; its length is looked at first, so that a list without end is never gone through. */
export function listOf<Entry extends v.GenericSchema>(entry: Entry, most: number) {
  return v.pipe(
    v.array(v.unknown(), 'Must be a list.'),
    v.maxLength(most, `Must have at most ${most} entries.`),
    v.array(entry),
    // The JSON Schema is made of what stands behind the last schema of a pipe.
    v.metadata({ maxItems: most }),
  );
}

/** A list as `listOf` has it, with one entry at least. */
export function filledListOf<Entry extends v.GenericSchema>(entry: Entry, most: number, emptyMessage: string) {
  return v.pipe(listOf(entry, most), v.minLength(1, emptyMessage));
}

/** An object with these members and no others. All that are not known are told at once, before any value is looked at. */
export function members<const Entries extends v.ObjectEntries>(entries: Entries) {
  const names = Object.keys(entries);
  return v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isRecord, notAnObject),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const unknown = Object.keys(dataset.value).filter((name) => !names.includes(name));
      for (const name of unknown.slice(0, mostProblems)) {
        addIssue({ message: noSuchMember(names), path: pathTo(dataset.value, [name]) });
      }
    }),
    kindMembers(entries),
  );
}

/** One member of a `kinds`: as `members`, but of several that are not known the first alone is told. */
export function kindMembers<const Entries extends v.ObjectEntries>(entries: Entries) {
  const names = Object.keys(entries);
  return v.strictObject(entries, ({ expected, path }) => {
    if (path === undefined) return notAnObject;
    return expected === 'never' ? noSuchMember(names) : 'Must be there.';
  });
}

/** Objects whose member `kind` says what other members they have. */
export function kinds<const Options extends v.VariantOptions<'kind'>>(names: readonly string[], options: Options) {
  return v.variant('kind', options, ({ path }) =>
    path === undefined ? notAnObject : `Must be one of: ${names.join(', ')}.`,
  );
}

const notAnObject = 'Must be an object.';

function noSuchMember(names: readonly string[]): string {
  return `No such member. There may be: ${names.join(', ')}.`;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type PathItem = v.ArrayPathItem | v.ObjectPathItem;

/** The place of a member, for a problem that a check finds by itself. */
export function pathTo(whole: unknown, keys: readonly (string | number)[]): [PathItem, ...PathItem[]] {
  let input = whole;
  const path = keys.map((key) => {
    const value = (input as Readonly<Record<string | number, unknown>>)[key];
    const item = { type: typeof key === 'number' ? 'array' : 'object', origin: 'value', input, key, value };
    input = value;
    return item as PathItem;
  });
  return path as [PathItem, ...PathItem[]];
}

/** Reads a value by a schema. @returns what it gives, or all that is wrong with the value. */
export function readBy<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): { readonly output: v.InferOutput<Schema> } | { readonly problems: readonly JsonProblem[] } {
  // A schema without a message of its own would quote the value; the message given here stands in for it.
  const read = v.safeParse(schema, value, { abortPipeEarly: true, message: 'Cannot be used.' });
  return read.success ? { output: read.output } : { problems: problemsOf(read.issues) };
}

type Issue = v.BaseIssue<unknown>;

function problemsOf(issues: readonly Issue[]): readonly JsonProblem[] {
  const problems = new Map<string, JsonProblem>();
  for (const { message, path } of issues.flatMap((issue) => closest(issue))) {
    if (problems.size >= mostProblems) break;
    const problem = { path: `$${path.map(({ key }) => keyText(key)).join('')}`, message };
    problems.set(`${problem.path} ${message}`, problem);
  }
  return [...problems.values()];
}

type PlacedIssue = { readonly message: string; readonly path: readonly { readonly key: unknown }[] };

/** Of a value that could be one of several things, the problems inside of it say more than that it is none of them. */
function closest({ message, path, issues }: Issue): readonly PlacedIssue[] {
  const outer: PlacedIssue['path'] = path ?? [];
  const inside = issues?.filter((issue) => issue.path !== undefined) ?? [];
  if (inside.length === 0) return [{ message, path: outer }];
  return inside.flatMap(closest).map((issue) => ({ ...issue, path: [...outer, ...issue.path] }));
}

/** A name that a format may have; any other may be a value that stands in the wrong place. */
const quotable = /^[A-Za-z]\w{0,39}$/;

function keyText(key: unknown): string {
  if (typeof key === 'number') return `[${key}]`;
  return typeof key === 'string' && quotable.test(key) ? `.${key}` : '[…]';
}
