import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isValidUnder } from '../testing/check-json-schema.ts';
import { optionsTogether } from '../testing/options-together.ts';
import { renderProfileSchema } from '../testing/render-profile-schema.ts';
import { createProfile } from './create-profile.ts';
import { parseProfile } from './parse-profile.ts';
import { presetIds } from './preset-names.ts';
import type { Profile } from './profile.ts';
import schema from './profile-schema.json';
import { supportedOptions } from './supported-options.ts';
import { tableEdition } from './table-edition.ts';

/** One of each selector, decision and scheme, so that a mutation can reach every branch. */
const full: Profile = {
  ...createProfile('ps315-basic', optionsTogether(supportedOptions.filter((name) => name !== 'retainFullDates'))),
  patients: { kind: 'running', prefix: 'A-', digits: 3 },
  ownRules: [
    { selector: { kind: 'tag', tag: '00101030' }, decision: { kind: 'keep' } },
    { selector: { kind: 'keyword', keyword: 'InstitutionName' }, decision: { kind: 'replace', value: 'A' } },
    { selector: { kind: 'pattern', pattern: '60xx3000' }, decision: { kind: 'remove' } },
    { selector: { kind: 'private-creator', creator: 'ACME' }, decision: { kind: 'dummy' } },
    { selector: { kind: 'private-element', creator: 'ACME', element: '0019xx0C' }, decision: { kind: 'keep' } },
  ],
  leaveOut: {
    modalities: ['SR'],
    sopClasses: ['1.2.3'],
    imageTypes: ['LOCALIZER'],
    doseReports: true,
    screenCaptures: false,
  },
  words: { keep: ['Zqx'], remove: ['lung', 'Long'] },
  templates: [
    {
      match: {
        manufacturer: 'ACME',
        model: 'Sono 3',
        sopClass: '1.2.840.10008.5.1.4.1.1.6.1',
        rows: 480,
        columns: 640,
      },
      kind: 'keep',
      frames: [0, 2],
      rectangles: [{ column: 0, row: 40, columns: 640, rows: 440 }],
    },
    {
      match: { rows: 480, columns: 640 },
      kind: 'blank',
      frames: 'all',
      rectangles: [{ column: 0, row: 0, columns: 640, rows: 40 }],
    },
  ],
};

const bySchema = (json: unknown) => isValidUnder(schema, json);
const byParser = (json: unknown) => !('problems' in parseProfile(json));

/** Paths of everything inside a value: objects, entries and leaves. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...path, name]))];
}

function changed(value: unknown, path: readonly string[], change: (old: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(value);
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = changed(copy[name], rest, change);
  return copy;
}

/** JSON of an object with one more member, as a file may have it. */
function added(old: object, name: string): string {
  const inside = JSON.stringify(old).slice(1, -1);
  return `{${inside}${inside === '' ? '' : ','}${JSON.stringify(name)}:1}`;
}

function without(value: unknown, path: readonly string[]): unknown {
  return changed(value, path.slice(0, -1), (parent) => {
    if (Array.isArray(parent)) return parent.filter((_, n) => String(n) !== path.at(-1));
    return Object.fromEntries(Object.entries(parent as object).filter(([name]) => name !== path.at(-1)));
  });
}

describe('profile-schema.json', () => {
  it('is made of the schema that the program reads profiles by; UPDATE_DOCS=1 writes it anew', () => {
    const file = 'src/profile/profile-schema.json';
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, renderProfileSchema());
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(renderProfileSchema()));
  });

  it('takes every preset as it comes, and a profile with everything in it', () => {
    for (const profile of [...presetIds.map((preset) => createProfile(preset)), full]) {
      expect(bySchema(profile)).toBe(true);
      expect(byParser(profile)).toBe(true);
    }
  });

  it('is for the edition that the program applies, and takes the example of the documentation', () => {
    expect(schema.properties.tableEdition.const).toBe(tableEdition);
    const example = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/profile-format.md', 'utf8'))?.[1] ?? '';
    expect(bySchema(JSON.parse(example))).toBe(true);
  });

  it('lists the members of a profile, and gives the defaults that the parser takes', () => {
    expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(full).sort());
    const base = createProfile('ps315-basic') as unknown as Record<string, unknown>;
    for (const [name, member] of Object.entries(schema.properties)) {
      if ('default' in member && name !== 'leaveOut') expect(member.default, name).toEqual(base[name]);
    }
  });

  it('agrees with the parser when a member or entry is taken away', () => {
    for (const path of pathsIn(full).filter(({ length }) => length > 0)) {
      const json = without(full, path);
      expect(bySchema(json), path.join('.')).toBe(byParser(json));
    }
  });

  // The last three are names that objects have from their prototype.
  it.each(['extra', 'toString', 'constructor', '__proto__'])(
    'agrees with the parser when %s is added anywhere',
    (name) => {
      for (const path of pathsIn(full)) {
        const json = changed(full, path, (old) =>
          typeof old === 'object' && old !== null && !Array.isArray(old) ? JSON.parse(added(old, name)) : old,
        );
        expect(bySchema(json), path.join('.')).toBe(byParser(json));
      }
    },
  );

  it('agrees with the parser when a value becomes another one', () => {
    const others: readonly unknown[] = [
      ...[null, true, false, 0, 1, 1.5, -3, 99_999, '', 'x', 'a b', 'A', 'A\\B', 'A\n', '00100010', '1.2.3', '1.02'],
      ...[
        'keyed',
        'lookup',
        'qmenta',
        'hold',
        'tag',
        'keep',
        'N-',
        'x'.repeat(2000),
        [],
        {},
        ['x'],
        [1],
        { kind: 'keep' },
        '\u{1F600}'.repeat(600),
      ],
      ...[
        { kind: 'lookup' },
        { kind: 'keyed' },
        { maxDays: 3 },
        'retainFullDates',
        'retainRelativeTimes',
        '60XX3000',
        '0019XX0c',
        '0018xx0C',
        'é',
        ' x',
        '2025a',
      ],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...pathsIn(full)), fc.constantFrom(...others), (path, other) => {
        const json = changed(full, path, () => other);
        const [schemaSays, parserSays] = [bySchema(json), byParser(json)];
        // The schema knows forms only: whether a rule can act is for the parser to say.
        if (path[0] === 'ownRules') expect(schemaSays || !parserSays).toBe(true);
        else expect(schemaSays).toBe(parserSays);
      }),
      { numRuns: 2000 },
    );
  });
});
