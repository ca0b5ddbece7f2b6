type Schema = Readonly<Record<string, unknown>>;

/**
 * True when a value is valid under a JSON Schema (draft 2020-12), for the keywords that our schemas use.
 * @throws on a keyword that it does not know, so that none is passed over.
 */
export function isValidUnder(root: Schema, value: unknown, schema: Schema = root): boolean {
  return Object.entries(schema).every(([keyword, argument]) => {
    const check = keywords[keyword];
    if (check) return check(argument, value, root, schema);
    if (annotations.has(keyword)) return true;
    throw new Error(`No check for the keyword ${keyword}.`);
  });
}

const annotations = new Set(['$schema', '$id', '$defs', 'title', 'description', 'default', 'then']);

const keywords: Readonly<Record<string, (argument: unknown, value: unknown, root: Schema, schema: Schema) => boolean>> =
  {
    $ref: check<string>((path, value, root) => {
      const target = path
        .slice(2)
        .split('/')
        .reduce<unknown>((at, name) => (at as Schema)[name], root);
      return isValidUnder(root, value, target as Schema);
    }),
    const: check<unknown>((expected, value) => JSON.stringify(expected) === JSON.stringify(value)),
    enum: check<readonly unknown[]>((choices, value) => choices.includes(value)),
    type: check<string>((type, value) => typeOf(value) === type || (type === 'number' && typeOf(value) === 'integer')),
    required: check<readonly string[]>(
      (names, value) => !isObject(value) || names.every((name) => Object.hasOwn(value, name)),
    ),
    properties: check<Record<string, Schema>>(
      (members, value, root) =>
        !isObject(value) ||
        Object.entries(members).every(
          ([name, member]) => !Object.hasOwn(value, name) || isValidUnder(root, value[name], member),
        ),
    ),
    additionalProperties: check<false>(
      (_, value, __, schema) =>
        !isObject(value) || Object.keys(value).every((name) => Object.hasOwn(schema['properties'] as object, name)),
    ),
    items: check<Schema>(
      (entry, value, root) => !Array.isArray(value) || value.every((each) => isValidUnder(root, each, entry)),
    ),
    contains: check<Schema>(
      (entry, value, root) => !Array.isArray(value) || value.some((each) => isValidUnder(root, each, entry)),
    ),
    minItems: check<number>((least, value) => !Array.isArray(value) || value.length >= least),
    maxItems: check<number>((most, value) => !Array.isArray(value) || value.length <= most),
    pattern: check<string>((pattern, value) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value)),
    minLength: check<number>((least, value) => typeof value !== 'string' || [...value].length >= least),
    maxLength: check<number>((most, value) => typeof value !== 'string' || [...value].length <= most),
    minimum: check<number>((least, value) => typeof value !== 'number' || value >= least),
    maximum: check<number>((most, value) => typeof value !== 'number' || value <= most),
    allOf: check<readonly Schema[]>((all, value, root) => all.every((each) => isValidUnder(root, value, each))),
    anyOf: check<readonly Schema[]>((any, value, root) => any.some((each) => isValidUnder(root, value, each))),
    oneOf: check<readonly Schema[]>(
      (all, value, root) => all.filter((each) => isValidUnder(root, value, each)).length === 1,
    ),
    not: check<Schema>((inner, value, root) => !isValidUnder(root, value, inner)),
    if: check<Schema>(
      (condition, value, root, schema) =>
        !isValidUnder(root, value, condition) || isValidUnder(root, value, schema['then'] as Schema),
    ),
  };

function check<Argument>(run: (argument: Argument, value: unknown, root: Schema, schema: Schema) => boolean) {
  return run as (argument: unknown, value: unknown, root: Schema, schema: Schema) => boolean;
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
