import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile, indexBytes } from '../testing/build-dataset.ts';
import { deidentifyBytes, type TestRun, testContext } from '../testing/deidentify-bytes.ts';
import { unstated } from '../testing/pixel-statements.ts';
import { alignOutput } from './align-output.ts';
import { findResidual } from './find-residual.ts';
import { collectIdentifiers } from './residual/matcher.ts';
import { noCarry, scanBytes } from './scan-bytes.ts';

const utf8: ElementDescription = { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] };

const person: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
  { tag: 0x00080020, vr: 'DA', values: ['20010203'] },
  { tag: 0x00080050, vr: 'SH', values: ['ACC-98765'] },
  { tag: 0x00080080, vr: 'LO', values: ['Sankt Quirinus Klinikum'] },
  { tag: 0x00080090, vr: 'PN', values: ['Vandersloot^Wilhelmina^^Dr'] },
  { tag: 0x00100010, vr: 'PN', values: ['Grünwaldt^Rosalinde=山田^太郎'] },
  { tag: 0x00100020, vr: 'LO', values: ['QX-4711-A'] },
  { tag: 0x00100030, vr: 'DA', values: ['19640718'] },
  { tag: 0x00102154, vr: 'SH', values: ['+49 (30) 5550 123'] },
];

function runWith(elements: readonly ElementDescription[], options: TestRun = {}) {
  const tags = new Set(elements.map(({ tag }) => tag));
  const all = [utf8, ...person.filter(({ tag }) => !tags.has(tag)), ...elements];
  return deidentifyBytes(buildFile(all.sort((a, b) => a.tag - b.tag)), options).checked;
}

/** Labels of what is found in one kept element: Manufacturer, unless the description says otherwise. */
function foundIn(text: string, tag = 0x00181020): readonly string[] {
  return runWith([{ tag, vr: 'LO', values: [text] }]).holds.map(({ reason }) => reason);
}

/** Attributes that every standard preset keeps, one of each VR that can hold text or bytes. */
const kept: readonly (readonly [string, (text: string) => readonly ElementDescription[]])[] = [
  ['LO', (text) => [{ tag: 0x00181020, vr: 'LO', values: [text] }]],
  ['CS', (text) => [{ tag: 0x00180022, vr: 'CS', values: ['FS', text] }]],
  ['SH', (text) => [{ tag: 0x00180024, vr: 'SH', values: [text] }]],
  [
    'ST in an item',
    (text) => [{ tag: 0x52009230, vr: 'SQ', items: [[{ tag: 0x00186030, vr: 'ST', values: [text] }]] }],
  ],
  ['UN', (text) => [{ tag: 0x00181020, vr: 'UN', bytes: even(text) }]],
  ['OW', (text) => [{ tag: 0x00281201, vr: 'OW', bytes: Uint8Array.from([0, 1, 200, 0, ...even(text), 3, 0]) }]],
];

function even(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0x20]);
}

describe('the residual scan', () => {
  it('finds nothing in a file without leftovers', () => {
    expect(runWith([{ tag: 0x00181020, vr: 'LO', values: ['syngo MR B17'] }])).toEqual({ holds: [], findings: [] });
  });

  it.each([
    ['family name', 'Scan of Grünwaldt, left', 'family name'],
    ['family name without accents, in capitals', 'GRUNWALDT', 'family name'],
    ['family name without umlauts', 'gruenwaldt', 'family name'],
    ['given name', 'rosalinde', 'given name'],
    ['whole name, turned', 'Rosalinde Grunwaldt', 'full'],
    ['name in Han characters', '検査 山田太郎', 'full'],
    ['Patient ID', 'id QX-4711-A', 'Patient ID'],
    ['accession number', 'ACC 98765', 'Accession Number'],
    ['birth date as digits', '19640718', 'Birth Date'],
    ['birth date as ISO writes it', '1964-07-18', 'Birth Date'],
    ['birth date with points', '18.07.1964', 'Birth Date'],
    ['birth date, month first', '07/18/1964', 'Birth Date'],
    ['birth date with a word', '18-Jul-1964', 'Birth Date'],
    ['birth date in a stamp', '19640718123000', 'Birth Date'],
    ['study date', '2001.02.03', 'Study Date'],
    ['phone number', 'call +49 30 5550123 or 49305550123', 'Telephone'],
    ['physician', 'seen by Vandersloot', 'family name of Referring'],
    ['institution', 'QUIRINUS scanner 2', 'Institution Name'],
    ['a name inside another word', 'Rosalindenweg', 'given name'],
  ])('finds the %s', (_, text, label) => {
    expect(foundIn(text).join()).toContain(label);
  });

  it.each([
    ['a part of a name', 'Rosa'],
    ['a name affix', 'Dr'],
    ['a word of every hospital', 'Klinikum'],
    ['a part of a date', '1964'],
    ['a part of an ID', '4711'],
  ])('does not take %s for an identifier', (_, text) => {
    expect(foundIn(text)).toEqual([]);
  });

  it('does not take the name of the scanner for one, nor short words of imaging and IDs', () => {
    const holds = runWith([
      { tag: 0x00080070, vr: 'LO', values: ['Quirinus Medical'] },
      { tag: 0x00100010, vr: 'PN', values: ['Max^Al'] },
      { tag: 0x00100020, vr: 'LO', values: ['0010'] },
      { tag: 0x00181020, vr: 'LO', values: ['Quirinus al 0010 max version'] },
    ]).holds;
    expect(holds).toEqual([]);
  });

  it('does not take a coded term for a name that is the same word, but any other text', () => {
    const perfusion: ElementDescription = { tag: 0x00100010, vr: 'PN', values: ['Perfusion^Chest'] };
    expect(runWith([perfusion, { tag: 0x00080008, vr: 'CS', values: ['DERIVED', 'PERFUSION'] }]).holds).toEqual([]);
    expect(runWith([perfusion, { tag: 0x00181020, vr: 'LO', values: ['perfusion'] }]).holds).toHaveLength(1);
  });

  it.each(kept)('finds every identifier that is planted in a kept %s', (_, plant) => {
    for (const text of [
      'Rosalinde',
      'GRUNWALDT',
      'QX-4711-A',
      'ACC-98765',
      '19640718',
      '18.07.1964',
      'Vandersloot',
      'Quirinus',
    ]) {
      const { holds } = runWith(plant(text));
      expect(
        holds.map(({ kind, isReleasable }) => [kind, isReleasable]),
        text,
      ).toContainEqual(['residual-identifier', true]);
      expect(JSON.stringify(holds)).not.toContain(text);
      expect(holds[0]?.path).toMatch(/^\([0-9A-F]{4},[0-9A-F]{4}\)/);
    }
  });

  it('finds names of any letters in kept text', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxzäöüñłжд'), minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (family, given) => {
        const { holds } = runWith([
          { tag: 0x00100010, vr: 'PN', values: [`${family}^${given}`] },
          { tag: 0x00181020, vr: 'LO', values: [`seen ${given.toUpperCase()} today`] },
        ]);
        expect(holds.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['UTF-8', [...new TextEncoder().encode('山田太郎')]],
    ['Shift-JIS', [0x8e, 0x52, 0x93, 0x63, 0x91, 0xbe, 0x98, 0x59]],
    ['GB18030', [0xc9, 0xbd, 0xcc, 0xef, 0xcc, 0xab, 0xc0, 0xc9]],
  ])('finds a name as %s bytes', (_, bytes) => {
    const { holds } = runWith([{ tag: 0x00281201, vr: 'OW', bytes: Uint8Array.from([7, 7, ...bytes, 7, 7]) }]);
    expect(holds).toMatchObject([{ kind: 'residual-identifier', path: '(0028,1201)' }]);
  });

  it('finds a name as Latin-1 bytes in text that declares another character set', () => {
    const latin1 = Uint8Array.from('Grünwaldt ', (character) => character.charCodeAt(0));
    const { holds } = runWith([{ tag: 0x00181020, vr: 'LO', bytes: latin1 }]);
    expect(holds).toMatchObject([{ kind: 'residual-identifier' }]);
  });

  it('holds nothing under qmenta, and says what is left in', () => {
    const { holds, findings } = runWith([{ tag: 0x00081030, vr: 'LO', values: ['MR for Grünwaldt'] }], {
      preset: 'qmenta',
    });
    expect(holds).toEqual([]);
    expect(findings).toMatchObject([{ code: 'residual-identifier', path: '(0008,1030)' }]);
  });

  it('describes no more of one value than it reports', () => {
    const letters = (n: number) => String.fromCharCode(0x61 + Math.floor(n / 26), 0x61 + (n % 26));
    const names = Array.from({ length: 60 }, (_, n) => `Quastel${letters(n)}`);
    const { input, output, plan } = deidentifyBytes(
      buildFile([
        { tag: 0x00090010, vr: 'LO', values: ['ACME'] },
        ...names.map((name, n): ElementDescription => ({ tag: 0x00091000 + n, vr: 'PN', values: [name] })),
        { tag: 0x00181020, vr: 'LO', values: [names.join(' ')] },
      ]),
    );
    const { rules } = testContext();
    let described = 0;
    const residual = findResidual(output, {
      identifiers: collectIdentifiers(input, rules),
      rules,
      input,
      alignment: alignOutput(input, plan.edits, output)!,
      foreign: new Set(),
      describe: (_output, _entry, label) => {
        described++;
        return { tag: 0x00181020, label, places: [], tokens: [], likeness: null };
      },
      isStated: () => false,
    });
    expect(residual).toHaveLength(50);
    expect(described).toBe(50);
  });

  it('searches private values that qmenta keeps', () => {
    const { findings } = runWith(
      [
        { tag: 0x00090010, vr: 'LO', values: ['ACME'] },
        { tag: 0x00091001, vr: 'OB', bytes: even('\u0001\u0002rosalinde\u0000') },
        { tag: 0x00091002, vr: 'UN', bytes: even('id=QX-4711-A;') },
      ],
      { preset: 'qmenta' },
    );
    expect(findings.map(({ path }) => path)).toEqual(expect.arrayContaining(['(0009,1001)', '(0009,1002)']));
  });

  it('becomes a finding when a person has released the file', () => {
    const { holds, findings } = runWith([{ tag: 0x00181020, vr: 'LO', values: ['Rosalinde'] }], {
      release: {
        reason: 'a product name',
        pixels: unstated,
        atIso: '2026-01-02T03:04:05Z',
        shown: 'the reasons of the hold',
      },
    });
    expect(holds).toEqual([]);
    expect(findings).toMatchObject([{ code: 'released-residual-identifier' }]);
  });
});

describe('a range that is scanned in windows', () => {
  const identifiers = collectIdentifiers(
    indexBytes(buildFile([utf8, ...person].sort((a, b) => a.tag - b.tag))),
    testContext().rules,
  );
  const range = Uint8Array.from([
    ...new Uint8Array(300),
    ...new TextEncoder().encode('Rosalinde'),
    ...new Uint8Array(300),
  ]);

  it('is found wherever the windows end', () => {
    for (const size of [1, 3, 7, 64, 301, 305, 1000]) {
      let carry = noCarry;
      const labels = new Set<string>();
      for (let at = 0; at < range.length; at += size) {
        const result = scanBytes(identifiers, range.subarray(at, at + size), carry);
        carry = result.carry;
        for (const label of result.labels) labels.add(label);
      }
      expect([...labels].join(), `windows of ${size}`).toContain('given name');
    }
  });
});
