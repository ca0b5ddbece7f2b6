import { describe, expect, it } from 'vitest';
import { encodeText } from '../dicom/character-set.ts';
import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { attributePath, findElement } from '../dicom/dataset-access.ts';
import { formatTag, groupOf, type Tag } from '../dicom/tag.ts';
import { readSingleText, readText } from '../dicom/value-codec.ts';
import type { Vr } from '../dicom/vr.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { qmentaRows, tableE11 } from '../profile/rule-data.ts';
import { tagsOfRow } from '../profile/rule-set.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';

const standardPresets = ['ps315-basic', 'qmenta-guarded'] as const;
const syntaxes = [
  ['implicit', '1.2.840.10008.1.2'],
  ['explicit', '1.2.840.10008.1.2.1'],
  ['big endian', '1.2.840.10008.1.2.2'],
  ['deflated', '1.2.840.10008.1.2.1.99'],
] as const;

/** What must not be found in any output, whatever element it was planted in. */
const planted = {
  text: 'ZQPLANTED',
  date: '19771103',
  time: '235958',
  uid: '1.2.999.771103',
  number: '7711.03',
} as const;
const markers = Object.values(planted);

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A value that fits the VR as far as it can and carries a marker. */
function plantedValue(tag: Tag, vr: Vr): ElementDescription {
  // Below X/Z/U* the UIDs are replaced and the rest goes by its own rule (PS3.15 E.1).
  const keepsItems = tag === 0x00081140 || tag === 0x00082112;
  const inItem: ElementDescription = keepsItems
    ? { tag: 0x00081155, vr: 'UI', values: [planted.uid] }
    : { tag: 0x00080104, vr: 'LO', values: [planted.text] };
  if (vr === 'SQ') return { tag, vr, items: [[inItem]] };
  const text = plantedText[vr] ?? planted.text;
  return { tag, vr, bytes: bytesOf(text.length % 2 === 0 ? text : `${text} `) };
}

const plantedText: Readonly<Partial<Record<Vr, string>>> = {
  DA: planted.date,
  DT: `${planted.date}${planted.time}`,
  TM: planted.time,
  UI: planted.uid,
  DS: planted.number,
  IS: planted.date,
  AS: planted.date,
};

const tableTags = tableE11.flatMap(tagsOfRow).filter((tag) => groupOf(tag) !== 0x0002);
const attributes = tableTags.map((tag) => plantedValue(tag, lookUpAttribute(tag)?.vr ?? 'LO'));
const nestable = attributes.filter(
  ({ tag }) => groupOf(tag) !== 0x0000 && groupOf(tag) !== 0xfffc && groupOf(tag) !== 0xfffa,
);

/** The attributes below three sequences that every profile keeps. */
function threeDeep(elements: readonly ElementDescription[]): ElementDescription {
  const third: ElementDescription = { tag: 0x00409096, vr: 'SQ', items: [elements] };
  const second: ElementDescription = { tag: 0x00289145, vr: 'SQ', items: [[third]] };
  return { tag: 0x52009230, vr: 'SQ', items: [[second], [second]] };
}

const secondary: readonly ElementDescription[] = [
  { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
  { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(16).fill(9) },
];

const places: readonly (readonly [string, readonly ElementDescription[]])[] = [
  ['on top level', attributes],
  ['three sequences deep', [threeDeep(nestable)]],
  [
    'in a private sequence',
    [
      { tag: 0x00090010, vr: 'LO', values: [planted.text] },
      { tag: 0x00091010, vr: 'SQ', items: [nestable] },
    ],
  ],
  ['in a private UN', [{ tag: 0x00091010, vr: 'UN', items: [nestable] }]],
  ['in a sequence that says UN', [{ tag: 0x52009230, vr: 'UN', items: [nestable] }]],
  [
    'in elements that say UN',
    nestable.filter(({ vr }) => vr !== 'SQ').map(({ tag, ...rest }) => ({ ...rest, tag, vr: 'UN' })),
  ],
  [
    'behind Pixel Data',
    [
      { tag: 0x7fe10010, vr: 'LO', values: [planted.text] },
      { tag: 0x7fe11010, vr: 'UN', bytes: bytesOf(`${planted.text} `) },
      { tag: 0xfffafffa, vr: 'SQ', items: [nestable] },
      { tag: 0xfffcfffc, vr: 'OB', bytes: bytesOf(`${planted.text} `) },
    ],
  ],
];

/** A file with what is planted, in preamble and File Meta Information too. */
function plant(elements: readonly ElementDescription[], transferSyntaxUid: string): Uint8Array {
  const tags = new Set(elements.map(({ tag }) => tag));
  const all = [...elements, ...secondary.filter(({ tag }) => !tags.has(tag))].sort((a, b) => a.tag - b.tag);
  const file = buildFile(all, { transferSyntaxUid, hasUndefinedLengths: elements.length % 2 === 0 });
  file.set(bytesOf(planted.text), 20);
  return withMetaElement(file, 0x0016, 'AE', planted.text);
}

/** Adds an element at the end of group 0002, and says so in the group length. */
function withMetaElement(file: Uint8Array, element: number, vr: string, text: string): Uint8Array {
  const value = text.length % 2 === 0 ? text : `${text} `;
  const added = new Uint8Array(8 + value.length);
  added.set([0x02, 0x00, element & 0xff, element >> 8, vr.charCodeAt(0), vr.charCodeAt(1), value.length, 0]);
  added.set(bytesOf(value), 8);
  const lengthAt = 132 + 8;
  const view = new DataView(file.buffer, file.byteOffset);
  const end = lengthAt + 4 + view.getUint32(lengthAt, true);
  const bytes = new Uint8Array(file.length + added.length);
  bytes.set(file.subarray(0, end));
  bytes.set(added, end);
  bytes.set(file.subarray(end), end + added.length);
  new DataView(bytes.buffer).setUint32(lengthAt, end - lengthAt - 4 + added.length, true);
  return bytes;
}

function markersIn(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return markers.filter((marker) => text.includes(marker));
}

describe.each(standardPresets)('strings planted under %s', (preset) => {
  describe.each(places)('%s', (_, elements) => {
    it.each(syntaxes)('are nowhere in the output (%s)', (name, uid) => {
      const file = plant(elements, uid);
      if (name !== 'deflated') expect(markersIn(file)).toContain(planted.text);
      const { bytes, output, checked } = deidentifyBytes(file, { preset });
      expect(markersIn(bytes)).toEqual([]);
      // A deflated output hides what is in it.
      expect(markersIn(output.segments[0]?.bytes ?? bytes)).toEqual([]);
      expect(checked.holds).toEqual([]);
    });
  });
});

describe.each(standardPresets)('ISO 2022 names under %s', (preset) => {
  const groups = ['Yamada^Tarou', '山田^太郎', 'やまだ^たろう'];
  const sets = ['', 'ISO 2022 IR 87'];
  const name = encodeText(groups.join('='), sets, 'PN');
  const file = buildFile([
    { tag: 0x00080005, vr: 'CS', values: ['\\ISO 2022 IR 87'] },
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4'] },
    { tag: 0x00080090, vr: 'PN', bytes: even(name) },
    { tag: 0x00100010, vr: 'PN', bytes: even(name) },
    { tag: 0x52009230, vr: 'SQ', items: [[{ tag: 0x00081070, vr: 'PN', bytes: even(name) }]] },
  ]);

  it('are nowhere in the output', () => {
    const { bytes, output } = deidentifyBytes(file, { preset });
    const haystack = Buffer.from(bytes);
    for (const part of groups.flatMap((group) => group.split('^'))) {
      const needle = encodeText(part, sets, 'PN');
      if (needle === null) throw new Error('A name that its character set cannot hold.');
      expect(Buffer.from(file).includes(Buffer.from(needle))).toBe(true);
      expect(haystack.includes(Buffer.from(needle))).toBe(false);
    }
    expect(readSingleText(output, 0x00100010)).toMatch(/^N-/);
    expect(readText(output, findElement(output, 0x00080005))).toEqual(['', 'ISO 2022 IR 87']);
  });
});

function even(bytes: Uint8Array | null): Uint8Array {
  const known = bytes ?? new Uint8Array(0);
  return known.length % 2 === 0 ? known : Uint8Array.from([...known, 0x20]);
}

describe('the preset qmenta', () => {
  const rows = qmentaRows.flatMap((row) => tagsOfRow(row).map((tag) => ({ tag, action: row.action })));
  const elements = rows.map(({ tag }) => plantedValue(tag, lookUpAttribute(tag)?.vr ?? 'LO'));
  const { output, bytes, plan } = deidentifyBytes(plant([...elements, threeDeep(elements)], syntaxes[1][1]), {
    preset: 'qmenta',
  });
  const paths = Array.from({ length: output.elements.count }, (_, element) => attributePath(output, element));

  it('has 53 attributes', () => {
    expect(rows).toHaveLength(53);
  });

  it.each(['', '(5200,9230)[0].(0028,9145)[0].(0040,9096)[0].', '(5200,9230)[1].(0028,9145)[0].(0040,9096)[0].'])(
    'ends each of them as its letter says, below "%s"',
    (prefix) => {
      const ends = rows.map(({ tag, action }) => {
        const element = paths.indexOf(`${prefix}${formatTag(tag)}`);
        return [formatTag(tag), action, element < 0 ? 'absent' : readText(output, element).join('\\')];
      });
      const isPatient = (tag: Tag) => tag === 0x00100010 || tag === 0x00100020;
      const kept = { X: 'absent', Z: '', D: 'REMOVED' } as const;
      expect(ends).toEqual(
        rows.map(({ tag, action }) => [
          formatTag(tag),
          action,
          isPatient(tag) ? expect.stringMatching(/^N-/) : kept[action as 'X' | 'Z' | 'D'],
        ]),
      );
      expect(markersIn(bytes)).toEqual([]);
    },
  );

  it('keeps all else and says what that means', () => {
    expect(plan.findings.map(({ code }) => code)).toContain('source-uids-kept');
    expect(plan.changes.filter(({ action }) => action === 'U')).toEqual([]);
  });
});
