import { dummyText } from '../../deidentify/dummy-value.ts';
import type { DirectoryRecord } from '../../dicom/media-directory.ts';
import type { Vr } from '../../dicom/vr.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import type { OutputFacts } from '../file/output-facts.ts';
import { type Key, patientKeys, type RecordType, recordTypeOf, seriesKeys, studyKeys } from './record-types.ts';

/** A saved file: its path, which is its file ID, and what it says of itself. */
export type DirectoryEntry = {
  readonly path: string;
  /** The patient's new ID: of files that have no Patient ID as well. */
  readonly patientId: string;
  readonly facts: OutputFacts;
};

/** Without them a record has no place: the UIDs of study, series and instance. */
const identifying = [0x0020000d, 0x0020000e, 0x00080018] as const;

type Group = { readonly record: DirectoryRecord; readonly below: Map<string, Group> };

export type Directory = {
  readonly records: readonly DirectoryRecord[];
  /** New SOP Instance UIDs of the files in it. */
  readonly instances: readonly string[];
  /** Files that no record can be made for: of an unknown kind, or without a UID. */
  readonly leftOut: number;
};

/** Patients, studies, series and files in order of path (PS3.3 F.4). A key that must have a value and has none gets a fixed dummy. */
export function directoryRecords(entries: readonly DirectoryEntry[]): Directory {
  const patients = new Map<string, Group>();
  const instances: string[] = [];
  for (const { path, patientId, facts: own } of entries) {
    const texts: OutputFacts['texts'] = { ...own.texts, [0x00100020]: own.texts[0x00100020] || patientId };
    const facts = { ...own, texts };
    const type = recordTypeOf(texts[0x00080016] ?? '');
    if (type === null || identifying.some((tag) => (texts[tag] ?? '') === '')) continue;
    const patient = groupIn(patients, texts[0x00100020] ?? '', 'PATIENT', patientKeys, facts);
    const study = groupIn(patient.below, texts[0x0020000d] ?? '', 'STUDY', studyKeys, facts);
    const series = groupIn(study.below, texts[0x0020000e] ?? '', 'SERIES', seriesKeys, facts);
    instances.push(texts[0x00080018] ?? '');
    series.below.set(path, { record: fileRecord(path, type, facts), below: new Map() });
  }
  return { records: recordsOf(patients), instances, leftOut: entries.length - instances.length };
}

function groupIn(
  groups: Map<string, Group>,
  key: string,
  type: string,
  keys: readonly Key[],
  facts: OutputFacts,
): Group {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const made: Group = { record: { type, keys: keysOf(keys, facts), below: [] }, below: new Map() };
  groups.set(key, made);
  return made;
}

function recordsOf(groups: ReadonlyMap<string, Group>): readonly DirectoryRecord[] {
  return [...groups.values()].map(({ record, below }) => ({ ...record, below: recordsOf(below) }));
}

function fileRecord(path: string, type: RecordType, facts: OutputFacts): DirectoryRecord {
  const { texts, transferSyntaxUid } = facts;
  return {
    type: type.name,
    keys: keysOf(type.keys, facts, type.hasConcept),
    file: {
      id: path.split('/'),
      sopClassUid: texts[0x00080016] ?? '',
      sopInstanceUid: texts[0x00080018] ?? '',
      transferSyntaxUid,
    },
    below: [],
  };
}

function keysOf(keys: readonly Key[], facts: OutputFacts, concept?: '1' | '2'): readonly ElementDescription[] {
  const described = keys.map(([tag, vr, type]): ElementDescription => {
    const text = plainForm(facts.texts[tag] ?? '', vr);
    const value = text === '' && type === '1' ? (required.get(tag) ?? dummyText(tag, vr) ?? '0') : text;
    const isNumber = vr === 'US' || vr === 'UL';
    return { tag, vr, values: value === '' ? [] : value.split('\\').map((one) => (isNumber ? Number(one) : one)) };
  });
  const items = concept === undefined ? [] : [conceptOf(facts, concept)];
  // Who verified a report, and when, is among what goes; its record has to say a time (PS3.3 F.5).
  const isVerified = keys.some(([tag]) => tag === verificationFlag) && facts.texts[verificationFlag] === 'VERIFIED';
  if (isVerified) items.push({ tag: 0x0040a030, vr: 'DT', values: [dummyText(0x0040a030, 'DT') ?? ''] });
  // Anything beyond ASCII is written in UTF-8, and the record says so (PS3.3 F.5, C.12.1.1.2).
  const isAscii = /^[\x20-\x7e\\]*$/.test(
    JSON.stringify([facts.concept, ...described.map((one) => ('values' in one ? one.values : []))]),
  );
  const set: readonly ElementDescription[] = isAscii ? [] : [{ tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] }];
  return [...set, ...described, ...items].sort((one, other) => one.tag - other.tag);
}

/** Dates and times without the signs of old forms (PS3.5 6.2), which a new file may not have; what is none is nothing. */
function plainForm(text: string, vr: Vr): string {
  if (vr === 'DA') return /^\d{8}$/.exec(text.replaceAll('.', ''))?.[0] ?? '';
  if (vr === 'TM') return /^\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?$/.exec(text.replaceAll(':', ''))?.[0] ?? '';
  if (vr === 'IS') return /^[+-]?\d{1,11}$/.exec(text)?.[0] ?? '';
  return text;
}

const verificationFlag = 0x0040a493;

/** Values of a closed set, which the dummy of their VR is none of. */
const required: ReadonlyMap<number, string> = new Map([
  [0x00080060, 'OT'],
  [0x0040a491, 'PARTIAL'],
  [0x0040a493, 'UNVERIFIED'],
  [0x3004000a, 'PLAN'],
  [0x00420012, 'application/pdf'],
]);

function conceptOf({ concept }: OutputFacts, type: '1' | '2'): ElementDescription {
  const code = concept ?? (type === '1' ? (['REMOVED', '99NESCIO', 'REMOVED'] as const) : null);
  const items =
    code === null
      ? []
      : [
          [
            { tag: 0x00080100, vr: 'SH', values: [code[0]] },
            { tag: 0x00080102, vr: 'SH', values: [code[1]] },
            { tag: 0x00080104, vr: 'LO', values: [code[2]] },
          ] as const,
        ];
  return { tag: 0x0040a043, vr: 'SQ', items };
}
