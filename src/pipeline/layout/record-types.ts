import type { Tag } from '../../dicom/tag.ts';
import type { Vr } from '../../dicom/vr.ts';

/** A key of a directory record: `1` has a value always, `2` may be empty (PS3.3 F.5). */
export type Key = readonly [tag: Tag, vr: Vr, type: '1' | '2'];

const instanceNumber: Key = [0x00200013, 'IS', '1'];
const content: readonly Key[] = [
  [0x00080023, 'DA', '1'],
  [0x00080033, 'TM', '1'],
];
const identified: readonly Key[] = [
  instanceNumber,
  [0x00700080, 'CS', '1'],
  [0x00700081, 'LO', '2'],
  [0x00700084, 'PN', '2'],
];

export const patientKeys: readonly Key[] = [
  [0x00100010, 'PN', '2'],
  [0x00100020, 'LO', '1'],
];
export const studyKeys: readonly Key[] = [
  [0x00080020, 'DA', '1'],
  [0x00080030, 'TM', '1'],
  [0x00080050, 'SH', '2'],
  [0x00081030, 'LO', '2'],
  [0x0020000d, 'UI', '1'],
  [0x00200010, 'SH', '1'],
];
export const seriesKeys: readonly Key[] = [
  [0x00080060, 'CS', '1'],
  [0x0020000e, 'UI', '1'],
  [0x00200011, 'IS', '1'],
];

export type RecordType = { readonly name: string; readonly keys: readonly Key[]; readonly hasConcept?: '1' | '2' };

const image: RecordType = { name: 'IMAGE', keys: [instanceNumber] };
const report: RecordType = {
  name: 'SR DOCUMENT',
  keys: [instanceNumber, ...content, [0x0040a491, 'CS', '1'], [0x0040a493, 'CS', '1']],
  hasConcept: '1',
};
const waveform: RecordType = { name: 'WAVEFORM', keys: [instanceNumber, ...content] };
const treatment: RecordType = {
  name: 'RT TREAT RECORD',
  keys: [instanceNumber, [0x30080250, 'DA', '2'], [0x30080251, 'TM', '2']],
};
const document: RecordType = {
  name: 'ENCAP DOC',
  keys: [
    instanceNumber,
    [0x00080023, 'DA', '2'],
    [0x00080033, 'TM', '2'],
    [0x00420010, 'ST', '2'],
    [0x00420012, 'LO', '1'],
  ],
  hasConcept: '2',
};
const presentation: RecordType = {
  name: 'PRESENTATION',
  keys: [
    instanceNumber,
    [0x00700080, 'CS', '1'],
    [0x00700081, 'LO', '2'],
    [0x00700082, 'DA', '1'],
    [0x00700083, 'TM', '1'],
    [0x00700084, 'PN', '2'],
  ],
};

/** Classes by their SOP Class UID, or its beginning where that ends with a dot. */
const byClass: readonly (readonly [uid: string, RecordType])[] = [
  ['1.2.840.10008.5.1.4.1.1.88.59', { name: 'KEY OBJECT DOC', keys: [instanceNumber, ...content], hasConcept: '1' }],
  ['1.2.840.10008.5.1.4.1.1.88.', report],
  ['1.2.840.10008.5.1.4.1.1.9.', waveform],
  ['1.2.840.10008.5.1.4.1.1.104.', document],
  ['1.2.840.10008.5.1.4.1.1.11.', presentation],
  ['1.2.840.10008.5.1.4.1.1.66.1', { name: 'REGISTRATION', keys: [...content, ...identified] }],
  ['1.2.840.10008.5.1.4.1.1.66.2', { name: 'FIDUCIAL', keys: [...content, ...identified] }],
  ['1.2.840.10008.5.1.4.1.1.66.3', { name: 'REGISTRATION', keys: [...content, ...identified] }],
  ['1.2.840.10008.5.1.4.1.1.66.5', { name: 'SURFACE', keys: [...content, ...identified] }],
  ['1.2.840.10008.5.1.4.1.1.66.6', { name: 'TRACT', keys: [...content, ...identified] }],
  ['1.2.840.10008.5.1.4.1.1.66', { name: 'RAW DATA', keys: [...content, [0x00200013, 'IS', '2']] }],
  ['1.2.840.10008.5.1.4.1.1.67', { name: 'VALUE MAP', keys: [...content, ...identified] }],
  ['1.2.840.10008.5.1.4.1.1.481.2', { name: 'RT DOSE', keys: [instanceNumber, [0x3004000a, 'CS', '1']] }],
  [
    '1.2.840.10008.5.1.4.1.1.481.3',
    {
      name: 'RT STRUCTURE SET',
      keys: [instanceNumber, [0x30060002, 'SH', '1'], [0x30060008, 'DA', '2'], [0x30060009, 'TM', '2']],
    },
  ],
  [
    '1.2.840.10008.5.1.4.1.1.481.5',
    {
      name: 'RT PLAN',
      keys: [instanceNumber, [0x300a0002, 'SH', '1'], [0x300a0006, 'DA', '2'], [0x300a0007, 'TM', '2']],
    },
  ],
  [
    '1.2.840.10008.5.1.4.1.1.481.8',
    {
      name: 'RT PLAN',
      keys: [instanceNumber, [0x300a0002, 'SH', '1'], [0x300a0006, 'DA', '2'], [0x300a0007, 'TM', '2']],
    },
  ],
  ['1.2.840.10008.5.1.4.1.1.481.4', treatment],
  ['1.2.840.10008.5.1.4.1.1.481.6', treatment],
  ['1.2.840.10008.5.1.4.1.1.481.7', treatment],
  ['1.2.840.10008.5.1.4.1.1.481.9', treatment],
  [
    '1.2.840.10008.5.1.4.1.1.4.2',
    {
      name: 'SPECTROSCOPY',
      keys: [
        [0x00080008, 'CS', '1'],
        ...content,
        instanceNumber,
        [0x00280008, 'IS', '1'],
        [0x00280010, 'US', '1'],
        [0x00280011, 'US', '1'],
        [0x00289001, 'UL', '1'],
        [0x00289002, 'UL', '1'],
      ],
    },
  ],
];

/** Images (PS3.3 F.4.1), after the common root of storage classes. */
const images =
  '1 1.1 1.1.1 1.2 1.2.1 1.3 1.3.1 2 2.1 2.2 3.1 4 4.1 4.3 4.4 6.1 6.2 6.3 7 7.1 7.2 7.3 7.4 12.1 12.1.1 12.2 12.2.1 13.1.1 13.1.2 13.1.3 13.1.4 13.1.5 14.1 14.2 20 30 66.4 66.7 66.8 77.1.1 77.1.1.1 77.1.2 77.1.2.1 77.1.3 77.1.4 77.1.4.1 77.1.5.1 77.1.5.2 77.1.5.4 77.1.5.5 77.1.5.6 77.1.5.7 77.1.5.8 77.1.6 77.1.7 128 128.1 130 481.1';
const imageClasses: ReadonlySet<string> = new Set(images.split(' ').map((end) => `1.2.840.10008.5.1.4.1.1.${end}`));

/** A class of its own goes before the family that it belongs to. */
const longestFirst = [...byClass].sort(([one], [other]) => other.length - one.length);

/** @returns null for a class that no record type is known for: such a file is not in the directory */
export function recordTypeOf(sopClassUid: string): RecordType | null {
  const [, type] =
    longestFirst.find(([uid]) => sopClassUid === uid || (uid.endsWith('.') && sopClassUid.startsWith(uid))) ?? [];
  return type ?? (imageClasses.has(sopClassUid) ? image : null);
}
