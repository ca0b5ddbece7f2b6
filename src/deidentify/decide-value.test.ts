import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findElement } from '../dicom/dataset-access.ts';
import { readText } from '../dicom/value-codec.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes, type TestRun, testContext } from '../testing/deidentify-bytes.ts';
import type { Hold } from './change.ts';
import { createDescribeHeld } from './held-value.ts';
import { collectIdentifiers } from './residual/matcher.ts';
import type { ValueDecision } from './value-decision.ts';

const software = 0x00181020;
const sequenceName = 0x00180024;
const atIso = '2026-01-02T03:04:05Z';

const person: readonly ElementDescription[] = [
  { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] },
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
  { tag: 0x00100010, vr: 'PN', values: ['Grünwaldt^Rosalinde'] },
  { tag: 0x00100020, vr: 'LO', values: ['QX-4711-A'] },
];

function run(elements: readonly ElementDescription[], values: readonly ValueDecision[] = [], more: TestRun = {}) {
  const all = [...person, ...elements].sort((a, b) => a.tag - b.tag);
  return deidentifyBytes(buildFile(all), { ...more, ...(values.length > 0 && { values }) });
}

const text = (value: string, tag = software): ElementDescription => ({ tag, vr: 'LO', values: [value] });
const leftIn = (holds: readonly Hold[]) => holds.filter(({ kind }) => kind === 'residual-identifier');

function heldIn(elements: readonly ElementDescription[], more: TestRun = {}): readonly Hold[] {
  return leftIn(run(elements, [], more).checked.holds);
}

function stated(holds: readonly Hold[]): readonly ValueDecision[] {
  return holds.map(({ path, held }) => ({
    kind: 'not-an-identifier',
    path: path!,
    atIso,
    tokens: held!.tokens,
    reason: 'A colour',
  }));
}

describe('a value that is held', () => {
  it.each([
    ['Scan of Grünwaldt, left', [[8, 17]]],
    [
      'GRUNWALDT and gruenwaldt',
      [
        [0, 9],
        [14, 24],
      ],
    ],
    ['none\\Grünwaldt', [[5, 14]]],
    ['  Grünwaldt', [[0, 9]]],
  ])('tells the place of what was found in %s', (value, places) => {
    const [hold] = heldIn([{ tag: software, vr: 'LO', values: value.split('\\') }]);
    expect(hold?.held).toMatchObject({ tag: software, label: "family name of Patient's Name (0010,0010)", places });
    expect(hold?.path).toBe('(0018,1020)');
  });

  it('tells in no text and no mark what was found', () => {
    const holds = heldIn([text('Rosalinde, QX-4711-A')]);
    expect(JSON.stringify(holds)).not.toMatch(/rosalinde|4711/i);
    expect(holds).toHaveLength(2);
  });

  it('has the likeness of the same value of the same attribute alone, and another one under another key', () => {
    const of = (value: string, tag = software, key = 7) => heldIn([text(value, tag)], { key })[0]?.held?.likeness;
    expect(of('Rosalinde A')).toBe(of('Rosalinde A'));
    const others = [
      of('Rosalinde A'),
      of('Rosalinde B'),
      of('Rosalinde A', sequenceName),
      of('Rosalinde A', software, 8),
    ];
    expect(new Set(others).size).toBe(4);
  });

  it('in bytes of any kind has a mark and no place', () => {
    const bytes = Uint8Array.from([0, 1, 200, ...new TextEncoder().encode('Rosalinde'), 3, 0]);
    const [hold] = heldIn([{ tag: 0x00281201, vr: 'OW', bytes: bytes.subarray(0, 14) }]);
    expect(hold?.held?.places).toEqual([]);
    expect(hold?.held?.tokens).toHaveLength(1);
  });

  it('tells what stands in it many times once, with the first places', () => {
    const { input } = run([]);
    const { text: matcher } = collectIdentifiers(input, null);
    const label = "family name of Patient's Name (0010,0010)";
    const { letters, places } = matcher.locate(['none', 'Grünwaldt '.repeat(5000)], label);
    expect(letters.size).toBe(1);
    expect(places).toHaveLength(64);
    expect(places.slice(0, 2)).toEqual([
      [5, 14],
      [15, 24],
    ]);
  });

  it('tells no place in more than 64 KB, where a statement is about this very value', () => {
    const long = (more: string): ElementDescription => {
      return { tag: software, vr: 'UT', values: [`${'Rosalinde '.repeat(7000)}${more}`] };
    };
    const holds = heldIn([long('A')]);
    expect(holds).toMatchObject([{ held: { places: [], tokens: [expect.any(String)] } }]);
    expect(leftIn(run([long('A')], stated(holds)).checked.holds)).toEqual([]);
    expect(leftIn(run([long('B')], stated(holds)).checked.holds)).toHaveLength(1);
  });

  it('is not described under the published table, which holds nothing', () => {
    const { input } = run([]);
    const qmenta = testContext({ preset: 'qmenta' });
    const describeHeld = createDescribeHeld(input, collectIdentifiers(input, qmenta.rules), qmenta);
    const name = findElement(input, 0x00100010);
    const label = "family name of Patient's Name (0010,0010)";
    expect(describeHeld(input, name, label)).toEqual({
      tag: 0x00100010,
      label,
      places: [],
      tokens: [],
      likeness: null,
    });
  });
});

describe('a decision about a value', () => {
  const held = [text('Rosalinde 1'), text('MIP of Rosalinde', sequenceName)];

  it('removes it as the profile would, and leaves other holds in force', () => {
    const { output, checked, plan } = run(held, [{ kind: 'remove', path: '(0018,1020)', atIso }]);
    expect(leftIn(checked.holds).map(({ path }) => path)).toEqual(['(0018,0024)']);
    const element = findElement(output, software);
    expect(element < 0 ? [] : readText(output, element)).not.toContain('Rosalinde 1');
    expect(plan.changes.find(({ tag }) => tag === software)?.reason).toMatch(/^Decision of a person · [XZD]$/);
  });

  it('replaces it by a text that is searched in its turn', () => {
    const replaced = (value: string) => run(held, [{ kind: 'replace', path: '(0018,1020)', atIso, text: value }]);
    const { output, checked } = replaced('Größe 2');
    expect(readText(output, findElement(output, software))).toEqual(['Größe 2']);
    expect(leftIn(checked.holds).map(({ path }) => path)).toEqual(['(0018,0024)']);
    const again = replaced('for ROSALINDE').checked.holds.find(({ path }) => path === '(0018,1020)');
    expect(again?.held?.places).toEqual([[4, 13]]);
    // The value that is there already is no fault of this program.
    expect(replaced('Rosalinde 1').checked.holds.map(({ kind }) => kind)).not.toContain('self-check');
  });

  it.each([
    ['too long for its VR', 'x'.repeat(65)],
    ['of control characters', 'a\u0007b'],
    ['empty', ' '],
  ])('does not write a text that is %s, and holds the file', (_, value) => {
    const { plan, output } = run(held, [{ kind: 'replace', path: '(0018,1020)', atIso, text: value }]);
    expect(plan.holds).toMatchObject([{ kind: 'residual-identifier', isReleasable: false, path: '(0018,1020)' }]);
    expect(readText(output, findElement(output, software))).toEqual(['Rosalinde 1']);
  });

  it('that it is no identifier holds for this token in this place, and for nothing else', () => {
    const said = stated(heldIn([text('Rosalinde 1')]));
    const { checked } = run([text('Rosalinde 1')], said);
    expect(leftIn(checked.holds)).toEqual([]);
    expect(checked.findings).toMatchObject([{ code: 'residual-identifier', path: '(0018,1020)' }]);
    // The same token in a longer value of the same place; another token; another place; another key.
    expect(leftIn(run([text('Rosalinde 2')], said).checked.holds)).toEqual([]);
    expect(leftIn(run([text('Rosalinde QX-4711-A')], said).checked.holds)).toHaveLength(1);
    expect(leftIn(run([text('Rosalinde 1', sequenceName)], said).checked.holds)).toHaveLength(1);
    expect(leftIn(run([text('Rosalinde 1')], said, { key: 9 }).checked.holds)).toHaveLength(1);
  });

  it('never takes back what the profile takes away, nor touches what says how the file is read', () => {
    const own = run([], [{ kind: 'replace', path: '(0010,0020)', atIso, text: 'Kept' }]);
    expect(readText(own.output, findElement(own.output, 0x00100020))[0]).toMatch(/^P-|^[A-Z0-9-]+$/);
    expect(readText(own.output, findElement(own.output, 0x00100020))).not.toEqual(['Kept']);
    const { plan } = run(
      [{ tag: 0x00280004, vr: 'CS', values: ['MONOCHROME2'] }],
      [{ kind: 'remove', path: '(0028,0004)', atIso }],
    );
    expect(plan.holds).toMatchObject([{ kind: 'residual-identifier', path: '(0028,0004)' }]);
  });

  it('reaches into items by the path of the input', () => {
    const sequence: ElementDescription = {
      tag: 0x52009230,
      vr: 'SQ',
      items: [
        [{ tag: 0x00186030, vr: 'ST', values: ['fine'] }],
        [{ tag: 0x00186030, vr: 'ST', values: ['Rosalinde'] }],
      ],
    };
    const [hold] = heldIn([sequence]);
    expect(hold?.path).toBe('(5200,9230)[1].(0018,6030)');
    const { checked, output } = run([sequence], [{ kind: 'remove', path: hold!.path!, atIso }]);
    expect(leftIn(checked.holds)).toEqual([]);
    expect(output.elements.tags.indexOf(0x00186030)).toBeGreaterThan(0);
  });

  it('counts what nobody has decided, however much an option retains or a person stated', () => {
    const dated = Array.from({ length: 60 }, (_, n) => [
      { tag: 0x00181020, vr: 'LO' as const, values: ['Rosalinde'] },
      { tag: 0x00181030, vr: 'LO' as const, values: [`${n}`] },
    ]);
    const many: ElementDescription = { tag: 0x52009229, vr: 'SQ', items: dated };
    const said = Array.from({ length: 60 }, (_, n) => ({
      ...stated(heldIn([text('Rosalinde')]))[0]!,
      path: `(5200,9229)[${n}].(0018,1020)`,
    }));
    expect(leftIn(run([many], said).checked.holds)).toEqual([]);
    const late: ElementDescription = {
      tag: 0x52009230,
      vr: 'SQ',
      items: [[{ tag: 0x00186030, vr: 'ST', values: ['Rosalinde'] }]],
    };
    expect(leftIn(run([many, late], said).checked.holds)).toHaveLength(1);
  });

  it('gives the same bytes each time, and no trace of the removed value', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz'), minLength: 6, maxLength: 12 });
    fc.assert(
      fc.property(letters, fc.constantFrom('remove', 'replace'), (family, kind) => {
        const elements = [
          { tag: 0x00100010, vr: 'PN', values: [`${family}^Ann`] } as const,
          text(`for ${family.toUpperCase()}!`),
        ];
        const file = buildFile([...person.slice(0, 2), ...elements, person[3]!].sort((a, b) => a.tag - b.tag));
        const path = '(0018,1020)';
        const decision: ValueDecision =
          kind === 'remove' ? { kind, path, atIso } : { kind: 'replace', path, atIso, text: 'Quiet' };
        const once = deidentifyBytes(file, { values: [decision] });
        const twice = deidentifyBytes(file, { values: [decision] });
        expect(Buffer.from(once.bytes).equals(Buffer.from(twice.bytes))).toBe(true);
        expect(Buffer.from(once.bytes).toString('latin1').toLowerCase()).not.toContain(family);
        expect(leftIn(once.checked.holds)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
