import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildFile } from './build-dataset.ts';

/** An item of a sequence. */
export type Item = readonly ElementDescription[];

/** Names, dates, numbers and UIDs of the header and of nobody in it. */
export const planted = [
  'Quxworthy',
  'ZQXFOREIGN',
  'Zqxforeign',
  'Brumbletown',
  '19771103',
  '235958',
  '1.2.999.771103',
  '77110399',
  'Grace',
];

/** A code with its meaning (PS3.3 8.8). */
export function code(value: string, scheme: string, meaning: string, ...more: Item): Item {
  return [
    { tag: 0x00080100, vr: 'SH', values: [value] },
    { tag: 0x00080102, vr: 'SH', values: [scheme] },
    { tag: 0x00080104, vr: 'LO', values: [meaning] },
    ...more,
  ];
}

/** Concept names: public with a meaning of somebody's own, local, and none at all. */
export const schemes: readonly Item[] = [
  code('121071', 'DCM', 'Finding by Zqxforeign'),
  code('77110399', '99BRUMBLETOWN', 'Zqxforeign nodule'),
  code('Zqxforeign', 'SCT', 'Quxworthy', { tag: 0x0008010f, vr: 'CS', values: ['ZQXFOREIGN'] }),
  code('121106', 'DCM', 'Comment', { tag: 0x00080103, vr: 'SH', values: ['Zqxforeign'] }),
];

const text =
  'Nodule in left lung. Seen by Dr. Grace and Zqxforeign at Brumbletown for Quxworthy, 77110399, on 1977-11-03.';
/** A reference to an image. */
export const instance: Item = [
  { tag: 0x00081150, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.2'] },
  { tag: 0x00081155, vr: 'UI', values: ['1.2.999.771103.1'] },
  { tag: 0x00081160, vr: 'IS', values: ['1'] },
];

/** The value of each type (PS3.3 C.17.3.2.1). */
export const contentValues: Readonly<Record<string, Item>> = {
  TEXT: [{ tag: 0x0040a160, vr: 'UT', values: [text] }],
  NUM: [
    {
      tag: 0x0040a300,
      vr: 'SQ',
      items: [
        [
          { tag: 0x004008ea, vr: 'SQ', items: [code('Zqxforeign', 'UCUM', 'Quxworthy per Brumbletown')] },
          { tag: 0x0040a30a, vr: 'DS', values: ['12.5'] },
        ],
      ],
    },
    { tag: 0x0040a301, vr: 'SQ', items: [code('Zqxforeign', '99BRUMBLETOWN', 'Quxworthy')] },
  ],
  CODE: [
    { tag: 0x0040a168, vr: 'SQ', items: [code('Zqxforeign', '99BRUMBLETOWN', 'fell, says Dr. Grace Zqxforeign')] },
  ],
  PNAME: [{ tag: 0x0040a123, vr: 'PN', values: ['Zqxforeign^Grace'] }],
  DATE: [{ tag: 0x0040a121, vr: 'DA', values: ['19771103'] }],
  TIME: [{ tag: 0x0040a122, vr: 'TM', values: ['235958'] }],
  DATETIME: [{ tag: 0x0040a120, vr: 'DT', values: ['19771103235958'] }],
  UIDREF: [{ tag: 0x0040a124, vr: 'UI', values: ['1.2.999.771103.2'] }],
  IMAGE: [{ tag: 0x00081199, vr: 'SQ', items: [instance] }],
  COMPOSITE: [{ tag: 0x00081199, vr: 'SQ', items: [instance] }],
  WAVEFORM: [{ tag: 0x00081199, vr: 'SQ', items: [[...instance, { tag: 0x0040a0b0, vr: 'US', values: ['1', '1'] }]] }],
  SCOORD: [
    { tag: 0x00700022, vr: 'FL', values: [1, 2] },
    { tag: 0x00700023, vr: 'CS', values: ['POINT'] },
  ],
  SCOORD3D: [
    { tag: 0x00700022, vr: 'FL', values: [1, 2, 3] },
    { tag: 0x00700023, vr: 'CS', values: ['POINT'] },
    { tag: 0x30060024, vr: 'UI', values: ['1.2.999.771103.3'] },
  ],
  TCOORD: [
    { tag: 0x0040a130, vr: 'CS', values: ['POINT'] },
    { tag: 0x0040a13a, vr: 'DT', values: ['19771103235958'] },
  ],
  CONTAINER: [{ tag: 0x0040a050, vr: 'CS', values: ['SEPARATE'] }],
};

/** Relationship types (PS3.3 C.17.3.2.4). */
export const relationships = [
  ...[
    'CONTAINS',
    'HAS PROPERTIES',
    'INFERRED FROM',
    'SELECTED FROM',
    'HAS OBS CONTEXT',
    'HAS ACQ CONTEXT',
    'HAS CONCEPT MOD',
  ],
] as const;

/** What anybody may write into an item beside its value. */
const strays: Item = [
  { tag: 0x00080105, vr: 'CS', values: ['ZQXFOREIGN'] },
  { tag: 0x00081190, vr: 'UR', values: ['https://zqx.example/Zqxforeign'] },
  { tag: 0x00090010, vr: 'LO', values: ['Zqxforeign'] },
  { tag: 0x00091001, vr: 'LO', values: ['Zqxforeign'] },
  { tag: 0x00100010, vr: 'PN', values: ['Zqxforeign^Grace'] },
  { tag: 0x00120064, vr: 'SQ', items: [code('113100', 'DCM', 'Zqxforeign')] },
  { tag: 0x0040a032, vr: 'DT', values: ['19771103235958'] },
  { tag: 0x0040a075, vr: 'PN', values: ['Zqxforeign^Grace'] },
  { tag: 0x0040a171, vr: 'UI', values: ['1.2.999.771103.4'] },
  {
    tag: 0x0040a504,
    vr: 'SQ',
    items: [
      [
        { tag: 0x00080105, vr: 'CS', values: ['ZQXFOREIGN'] },
        { tag: 0x0040db00, vr: 'CS', values: ['ZQXFOREIGN'] },
      ],
    ],
  },
  { tag: 0x0062_0020, vr: 'UT', values: ['Zqxforeign'] },
  { tag: 0x00700006, vr: 'ST', values: ['Seen by Zqxforeign'] },
];

/** A content item of a value type, with what anybody may write beside its value. */
export function item(valueType: string, relationship: string, name: Item, below: readonly Item[]): Item {
  const own = contentValues[valueType] ?? [];
  const all: Item = [
    ...strays.filter(({ tag }) => own.every((one) => one.tag !== tag)),
    ...own,
    { tag: 0x0040a010, vr: 'CS', values: [relationship] },
    { tag: 0x0040a040, vr: 'CS', values: [valueType] },
    { tag: 0x0040a043, vr: 'SQ', items: [name] },
    ...(below.length === 0 ? [] : [{ tag: 0x0040a730, vr: 'SQ', items: below } as const]),
  ];
  return [...all].sort((one, other) => one.tag - other.tag);
}

/** A report of a patient whose name, ID and birth date are planted in its items. */
export function reportOf(items: readonly Item[], more: Item = []): Uint8Array {
  const header: Item = [
    { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] },
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.88.34'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x00080080, vr: 'LO', values: ['Brumbletown Infirmary'] },
    { tag: 0x00100010, vr: 'PN', values: ['Quxworthy^Zelda'] },
    { tag: 0x00100020, vr: 'LO', values: ['77110399'] },
    { tag: 0x00100030, vr: 'DA', values: ['19771103'] },
    { tag: 0x0040a730, vr: 'SQ', items },
    ...more,
  ];
  return buildFile([...header].sort((one, other) => one.tag - other.tag));
}
