import type { ElementDescription } from '../dicom/write-dataset.ts';
import {
  type CraftedHeader,
  type Elements,
  each,
  encode,
  fill,
  header,
  keptText,
  perFrame,
  word,
} from './crafted-header.ts';

const values = (tag: number, vr: 'DA' | 'DS' | 'UC', piece: (n: number) => string, size: number) => (bytes: number) =>
  // No VR with a 16-bit length holds so much: each element takes 60,000 bytes, in an item of its own.
  header([
    {
      tag: perFrame,
      vr: 'SQ',
      items: each(bytes / 60_000, (item) => [
        {
          tag,
          vr,
          bytes: encode(each(Math.min(bytes, 60_000) / (size + 3), (n) => piece(item * 10_000 + n)).join('\\')),
        },
      ]),
    },
  ]);

const date = (n: number) =>
  `${1900 + (n % 120)}${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}`;
const local = (n: number): Elements => [
  { tag: 0x00080100, vr: 'SH', values: [`L${n}`] },
  { tag: 0x00080102, vr: 'SH', values: ['99LOCAL'] },
  { tag: 0x00080104, vr: 'LO', values: [`Local term ${word(n)} of head`] },
];

function contentItem(n: number, children: readonly Elements[] = []): Elements {
  return [
    { tag: 0x0040a040, vr: 'CS', values: ['TEXT'] },
    { tag: 0x0040a043, vr: 'SQ', items: [local(n)] },
    { tag: 0x0040a160, vr: 'UT', values: [`nodule ${word(n)} seen on 3 Jan 2011`] },
    ...(children.length > 0 ? [{ tag: 0x0040a730, vr: 'SQ' as const, items: children }] : []),
  ];
}

function deep(levels: number, n: number): Elements {
  return contentItem(n, levels > 0 ? [deep(levels - 1, n)] : []);
}

const report = (items: readonly Elements[]) =>
  header([
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.88.33'] },
    { tag: 0x0040a730, vr: 'SQ', items },
  ]);

const people =
  (family: (n: number) => string, size: number, tag = 0x00101001) =>
  (bytes: number) =>
    header([
      {
        tag: perFrame,
        vr: 'SQ',
        items: each(bytes / size, (n) => [{ tag, vr: 'PN', values: [family(n)] }]),
      },
      { tag: keptText, vr: 'UT', bytes: encode(fill('aaaab', bytes / 4)) },
    ]);

/** Structures, by what there are many of. */
export const craftedStructures: readonly CraftedHeader[] = [
  {
    name: 'study dates in one element',
    build: (bytes) => header([{ tag: 0x00080020, vr: 'UC', bytes: encode(each(bytes / 9, date).join('\\')) }]),
  },
  { name: 'dates of a kept attribute', build: values(0x00189074, 'DA', date, 9) },
  { name: 'decimal strings', build: values(0x00281055, 'DS', (n) => `${n}.5`, 7) },
  { name: 'texts in one element', build: values(0x00181020, 'UC', (n) => `version ${n}`, 14) },
  {
    name: 'UIDs in one element',
    build: (bytes) =>
      header([{ tag: 0x00081155, vr: 'UC', bytes: encode(each(bytes / 20, (n) => `1.2.826.0.1.99.${n}`).join('\\')) }]),
  },
  {
    name: 'UIDs in items',
    build: (bytes) =>
      header([
        {
          tag: 0x00081140,
          vr: 'SQ',
          items: each(bytes / 34, (n) => [{ tag: 0x00081155, vr: 'UI', values: [`1.2.826.99.${n}`] }]),
        },
      ]),
  },
  { name: 'names of many', build: people((n) => `${word(n)}^${word(n * 7)}`, 30) },
  { name: 'names that begin alike', build: people((n) => `${'a'.repeat(40)}${word(n)}`, 70) },
  { name: 'names made of one letter', build: people((n) => 'a'.repeat(4 + (n % 60)), 60) },
  { name: 'names of staff', build: people((n) => `${word(n)}^Anna`, 30, 0x00081050) },
  { name: 'names in Han characters', build: people((n) => `\u5c71${String.fromCharCode(0x4e00 + (n % 5000))}`, 24) },
  { name: 'content items side by side', build: (bytes) => report(each(bytes / 170, (n) => contentItem(n))) },
  { name: 'content items in each other', build: (bytes) => report(each(bytes / (170 * 20), (n) => deep(18, n))) },
  {
    name: 'private elements of one block',
    build: (bytes) =>
      header([
        { tag: 0x00090010, vr: 'LO', values: ['ACME 1.0'] },
        ...each(
          Math.min(255, bytes / 100),
          (n): ElementDescription => ({ tag: 0x00091000 + n, vr: 'LO', bytes: encode(fill('text ', bytes / 256)) }),
        ),
      ]),
  },
  {
    name: 'private elements over and over',
    build: (bytes) =>
      header([
        { tag: 0x00090010, vr: 'LO', values: ['ACME 1.0'] },
        ...each(bytes / 10, (n): ElementDescription => ({ tag: 0x00091000 + (n % 255), vr: 'US', values: ['7'] })),
      ]),
  },
  {
    name: 'private blocks',
    build: (bytes) =>
      header(
        each(
          bytes / 18,
          (n): ElementDescription => ({
            tag: 0x00090010 + 0x00020000 * (n % 800) + (n % 200),
            vr: 'LO',
            values: [`C ${n}`],
          }),
        ),
      ),
  },
  {
    name: 'declarations of private blocks',
    build: (bytes) =>
      header([
        {
          tag: 0x00080300,
          vr: 'SQ',
          items: each(bytes / 90, (n) => [
            { tag: 0x00080301, vr: 'US', values: ['9'] },
            { tag: 0x00080302, vr: 'LO', values: [`ACME ${n}`] },
            { tag: 0x00080303, vr: 'CS', values: ['SAFE'] },
          ]),
        },
        ...each(200, (n): ElementDescription => ({ tag: 0x00090010 + n, vr: 'LO', values: [`ACME ${n}`] })),
        ...each(
          bytes / 40,
          (n): ElementDescription => ({ tag: 0x00091000 + (n % 200) * 0x100, vr: 'US', values: ['7'] }),
        ),
      ]),
  },
  {
    name: 'short elements',
    build: (bytes) =>
      header([
        {
          tag: perFrame,
          vr: 'SQ',
          items: each(bytes / 108, (n) =>
            each(10, (m) => ({ tag: 0x00189000 + m, vr: 'US', values: [String(n % 60_000)] })),
          ),
        },
      ]),
  },
  {
    name: 'the same element over and over',
    build: (bytes) =>
      header(each(bytes / 12, (n): ElementDescription => ({ tag: 0x00181020, vr: 'LO', values: [`v${n % 97}`] }))),
  },
  {
    name: 'items with a character set of their own',
    build: (bytes) =>
      header([
        {
          tag: perFrame,
          vr: 'SQ',
          items: each(bytes / 50, () => [
            { tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] },
            { tag: 0x00181020, vr: 'LO', values: ['\u00e9t'] },
          ]),
        },
      ]),
  },
  {
    name: 'character sets',
    build: (bytes) =>
      header([
        { tag: 0x00080005, vr: 'UC', bytes: encode(fill('ISO 2022 IR 87\\', bytes / 2)) },
        {
          tag: perFrame,
          vr: 'SQ',
          items: each(bytes / 100, () => [{ tag: 0x00181020, vr: 'LO', bytes: Uint8Array.of(0xe9, 0xe8) }]),
        },
      ]),
  },
  { name: 'local codes', build: (bytes) => header([{ tag: 0x00082218, vr: 'SQ', items: each(bytes / 75, local) }]) },
  {
    name: 'one content item of many elements',
    build: (bytes) =>
      report([
        [
          { tag: 0x0040a040, vr: 'CS', values: ['TEXT'] },
          ...each(bytes / 14, (): ElementDescription => ({ tag: 0x0040a160, vr: 'LO', values: ['lung'] })),
        ],
      ]),
  },
  { name: 'empty items', build: (bytes) => header([{ tag: perFrame, vr: 'SQ', items: each(bytes / 8, () => []) }]) },
  {
    name: 'bytes of no kind',
    build: (bytes) =>
      header([
        {
          tag: 0x00281201,
          vr: 'OW',
          bytes: new Uint8Array(Math.floor(bytes / 2) * 2).map((_, at) => (at * 7919) >>> 3),
        },
      ]),
  },
  {
    name: 'bytes of letters and zeros',
    build: (bytes) => header([{ tag: 0x00281201, vr: 'OW', bytes: encode(fill('p\u0000\u0000', bytes)) }]),
  },
  {
    name: 'a private value of words',
    build: (bytes) =>
      header([
        { tag: 0x00090010, vr: 'LO', values: ['ACME'] },
        { tag: 0x00091001, vr: 'UN', bytes: encode(fill('planted planteder 19640718 ', bytes)) },
      ]),
  },
  {
    name: 'lookup tables',
    build: (bytes) =>
      header([
        {
          tag: 0x00283000,
          vr: 'SQ',
          items: each(bytes / 30_000, () => [
            { tag: 0x00283002, vr: 'US', values: ['15000', '0', '16'] },
            { tag: 0x00283006, vr: 'US', values: each(Math.min(15_000, bytes / 2), (n) => String(n)) },
          ]),
        },
      ]),
  },
  {
    name: 'graphic annotations',
    build: (bytes) =>
      header([
        {
          tag: 0x00700001,
          vr: 'SQ',
          items: each(bytes / 60, (n) => [
            { tag: 0x00700008, vr: 'SQ', items: [[{ tag: 0x00700006, vr: 'ST', values: [`text ${word(n)}`] }]] },
          ]),
        },
      ]),
  },
];
