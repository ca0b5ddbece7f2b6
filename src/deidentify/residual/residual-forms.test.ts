import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeText } from '../../dicom/character-set.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';

const person: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
  { tag: 0x00080018, vr: 'UI', values: ['1.2.826.0.1.99.71.1'] },
  { tag: 0x00080020, vr: 'DA', values: ['20310903'] },
  { tag: 0x00080050, vr: 'SH', values: ['ACN5566778'] },
  { tag: 0x00080080, vr: 'LO', values: ['Klinikum Zwiebelfeld'] },
  { tag: 0x00080090, vr: 'PN', values: ['Ottersbach^Ludmilla'] },
  { tag: 0x00100010, vr: 'PN', values: ['Plumbottom^Hesekiel'] },
  { tag: 0x00100020, vr: 'LO', values: ['KX91827'] },
  { tag: 0x00100030, vr: 'DA', values: ['19430526'] },
  { tag: 0x00102154, vr: 'SH', values: ['+49 (89) 7766 5544'] },
];

type Plant = (bytes: Uint8Array) => ElementDescription;
const even = (bytes: Uint8Array) => (bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0x20]));
const plain =
  (tag: number, vr: ElementDescription['vr']): Plant =>
  (bytes) => ({ tag, vr, bytes: even(bytes) });

/** Attributes that the Basic Profile keeps, one of each VR that can hold text. */
const textPlaces: readonly (readonly [string, Plant])[] = [
  ['LO', plain(0x00281055, 'LO')],
  ['SH', plain(0x00180024, 'SH')],
  ['ST in an item', (bytes) => ({ tag: 0x52009230, vr: 'SQ', items: [[plain(0x00186030, 'ST')(bytes)]] })],
  ['LT', plain(0x00187062, 'LT')],
  ['UT', plain(0x00189941, 'UT')],
  ['UC', plain(0x00281055, 'UC')],
  ['UN', plain(0x00281055, 'UN')],
];

const binaryPlaces: readonly (readonly [string, Plant])[] = [
  ['OB', plain(0x00282000, 'OB')],
  [
    'OW behind other bytes',
    (bytes) => ({ tag: 0x00281201, vr: 'OW', bytes: even(Uint8Array.from([0, 7, 200, 1, ...bytes, 0, 255])) }),
  ],
  ['US', plain(0x00281101, 'US')],
  ['UN', plain(0x00281055, 'UN')],
];

function holdsFor(planted: ElementDescription, own: readonly ElementDescription[] = [], sets = 'ISO_IR 192') {
  const tags = new Set([planted, ...own].map(({ tag }) => tag));
  const all: readonly ElementDescription[] = [
    { tag: 0x00080005, vr: 'CS', values: [sets] },
    ...person.filter(({ tag }) => !tags.has(tag)),
    ...own,
    planted,
  ];
  return deidentifyBytes(buildFile([...all].sort((a, b) => a.tag - b.tag))).checked.holds;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittleEndian);
  return bytes;
}

const heldIn = (text: string, own: readonly ElementDescription[] = []) =>
  holdsFor(plain(0x00281055, 'LO')(utf8(text)), own).map(({ reason }) => reason);

const named = (name: string): readonly ElementDescription[] => [{ tag: 0x00100010, vr: 'PN', values: [name] }];
const numbered = (id: string): readonly ElementDescription[] => [{ tag: 0x00100020, vr: 'LO', values: [id] }];

/** Ways in which people and programs write what identifies the patient above. */
const forms: readonly string[] = [
  ...[
    'MrPlumbottom',
    'Plumbottom01',
    'xPlumbottomx',
    'PLUMBOTTOM_HESEKIEL',
    'Plum-bottom',
    'drottersbach',
    'HesekielPlumbottom',
  ],
  ...[
    'AKX91827B',
    'KX-91827',
    'KX 91 827',
    'kx.91827',
    'idkx91827',
    'ACN-5566778',
    'ACN5566778x',
    'KlinikumZwiebelfeld',
  ],
  ...[
    'DOB19430526',
    'DOB_19430526',
    'a19430526b',
    '19430526101112',
    '1943-05-26T10:11:12',
    '1943/05/26',
    '26.05.1943',
    '26.5.1943',
  ],
  ...[
    '5/26/1943',
    '26.5.43',
    '05-26-43',
    '43-05-26',
    '430526',
    '260543',
    '052643',
    '26May1943',
    '26-May-43',
    'May 26th, 1943',
  ],
  ...[
    '26. Mai 1943',
    '26 mai 43',
    '26 de mayo de 1943',
    '26 maggio 1943',
    '26 de maio de 1943',
    '26 mei 1943',
    '26 maja 1943',
  ],
  ...[
    '2031-09-03T07:00',
    '03SEP2031',
    '3. syyskuuta 2031',
    'call 00498977665544',
    '+49-89-7766-5544',
    '(089) 77 66 55-44',
  ],
];

/** Dates of the patient above in other letters and digits, as text in the character set of the file. */
const foreignDates: readonly string[] = [
  '26 мая 1943',
  '26 май 1943 г.',
  '26 травня 1943',
  '26 Μαΐου 1943',
  '1943. majus 26',
  '26. svibnja 1943',
  '1943年5月26日',
  '1943 年 5 月 26 日',
  '昭和18年5月26日生',
  'S18.5.26',
  '1943년 5월 26일',
  '１９４３／０５／２６',
  '٢٦/٠٥/١٩٤٣',
  '๒๖/๐๕/๑๙๔๓',
  '௨௬/௦௫/௧௯௪௩',
];

describe('identifiers in the output, however they are written', () => {
  it.each([...forms, ...foreignDates])('%s is found', (text) => {
    expect(heldIn(text).length).toBeGreaterThan(0);
  });

  it('are found in every VR that holds text or bytes, in every encoding', () => {
    const form = fc.constantFrom(...forms);
    const written = fc.constantFrom<readonly [string, (text: string) => Uint8Array]>(
      ['ASCII', utf8],
      ['UTF-16 little endian', (text) => utf16(text, true)],
      ['UTF-16 big endian', (text) => utf16(text, false)],
    );
    const place = fc.constantFrom(...textPlaces, ...binaryPlaces);
    fc.assert(
      fc.property(form, written, place, (text, [, encode], [vr, plant]) => {
        // Six bytes may be any number; so few are a date only where text stands.
        fc.pre(text.replace(/\W+/g, '').length > 6 || !/US|OW|OB/.test(vr));
        expect(holdsFor(plant(encode(text))).length, `${text} in ${vr}`).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('are found inside any letters, digits and separators around them', () => {
    const around = fc.string({ unit: fc.constantFrom(...'qjvwx-_ .^'), maxLength: 8 });
    const identifier = fc.constantFrom('Plumbottom', 'hesekiel', 'KX91827', '19430526', 'Ottersbach', 'zwiebelfeld');
    fc.assert(
      fc.property(around, identifier, around, (before, text, behind) => {
        expect(heldIn(`${before}${text}${behind}`).length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['Latin-1', 'ISO_IR 100', 'Gr\u00fcnwaldt^J\u00f6rg'],
    ['Cyrillic', 'ISO_IR 144', '\u041b\u044e\u043a\u0441\u0435\u043c\u0431\u0443\u0440\u0433^\u0406\u0432\u0430\u043d'],
    ['Greek', 'ISO_IR 126', '\u0394\u03b9\u03bf\u03bd\u03c5\u03c3\u03b9\u03bf\u03c2^\u0391\u03bd\u03bd\u03b1'],
    ['Han in UTF-8', 'ISO_IR 192', '\u5c71\u7530^\u592a\u90ce'],
  ])('a name beyond ASCII is found in UTF-16, UTF-8 and its own encoding: %s', (_, sets, name) => {
    const own: readonly ElementDescription[] = [
      { tag: 0x00100010, vr: 'PN', bytes: even(encodeText(name, [sets], 'PN')!) },
    ];
    const family = sets === 'ISO_IR 192' ? name : name.split('^')[0]!;
    for (const bytes of [utf16(family, true), utf16(family, false), utf8(family), encodeText(family, [sets], 'LO')!]) {
      for (const [vr, plant] of [...textPlaces, ...binaryPlaces]) {
        expect(holdsFor(plant(bytes), own, sets).length, vr).toBeGreaterThan(0);
      }
    }
  });
});

describe('names and IDs too short to be looked for everywhere', () => {
  it.each([
    ['Wei view', named('Li^Wei')],
    ['seen by Dr. Ng', named('Ng^Li')],
    ['MrWu', named('Wu')],
    ['Patient: Max', named('Max^Al')],
    ['PARK', named('Park^Jin')],
    ['An Le', named('Le^An')],
    ['case 4711', numbered('4711')],
    ['ID: ABCD', numbered('ABCD')],
    ['MRN=0815', numbered('0815')],
    ['pat.-no. QZ 73', numbered('QZ 73')],
    ['PatientID_123', numbered('123')],
  ])('%s is found where the context tells', (text, own) => {
    expect(heldIn(text, own).length).toBeGreaterThan(0);
  });
});

describe('what is no identifier', () => {
  it.each<[string, readonly ElementDescription[]]>([
    ['max of an slices', named('Max^An')],
    ['parking lot', named('Park^Jin')],
    ['alignment', named('Ali^Omar')],
    ['MARY is in primary', named('Rima^Imar')],
    ['radiology report', [{ tag: 0x00080080, vr: 'LO', values: ['Radiol Zwiebelfeld'] }]],
    ['slice 4711 of 9000', numbered('4711')],
    ['gain ABCD', numbered('ABCD')],
    ['1194305261', []],
    ['version 1.26.5.43.7', []],
    ['1.2.840.430526', []],
    ['May 1943', []],
    ['26 in May', []],
    ['syngo MR XA60', named('phantom_check_XA60')],
    ['QIN collection', named('QIN-HEAD-0024')],
  ])('%s', (text, own) => {
    const expected = text === 'MARY is in primary' || text === '1.2.840.430526' ? null : [];
    const found = heldIn(text, own);
    if (expected === null) expect(found.length).toBeLessThanOrEqual(1);
    else expect(found).toEqual([]);
  });

  it.each<[string, ElementDescription]>([
    ['a decimal string', { tag: 0x00281050, vr: 'DS', values: ['0.19430526', '430526.5'] }],
    ['an integer string', { tag: 0x00201002, vr: 'IS', values: ['430526'] }],
    ['a ramp of numbers', { tag: 0x00281101, vr: 'US', values: Array.from({ length: 256 }, (_, n) => n) }],
    ['a coded term', { tag: 0x00180022, vr: 'CS', values: ['NG'] }],
  ])('%s', (_, element) => {
    expect(holdsFor(element, named('Ng^Xi'))).toEqual([]);
  });
});

describe('a device that an option retains', () => {
  const run = (station: string) => {
    const elements = [...person, { tag: 0x00081010, vr: 'SH' as const, values: [station] }].sort(
      (a, b) => a.tag - b.tag,
    );
    return deidentifyBytes(buildFile(elements), { options: ['retainDeviceIdentity'] }).checked;
  };

  it('may be called after the institution, with a finding', () => {
    const { holds, findings } = run('zwiebelfeld3tb');
    expect(holds).toEqual([]);
    expect(findings).toMatchObject([{ code: 'residual-identifier', path: '(0008,1010)' }]);
  });

  it('may not be called after the patient', () => {
    expect(run('Plumbottom3').holds).toMatchObject([{ kind: 'residual-identifier', path: '(0008,1010)' }]);
  });
});
