import type { ElementDescription } from '../../src/dicom/write-dataset.ts';

/** What differs from one synthetic image to the next. */
export type ImageIdentity = {
  readonly patient: number;
  readonly study: number;
  readonly series: number;
  readonly instance: number;
};

/** The same noise every time: a linear congruential generator, sixteen bits a step. */
export function noise(lengthBytes: number, seed: number): Uint8Array {
  const words = new Uint16Array(Math.ceil(lengthBytes / 2));
  let state = seed >>> 0;
  for (let at = 0; at < words.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    words[at] = (state >>> 16) & 0x0fff;
  }
  return new Uint8Array(words.buffer, 0, lengthBytes);
}

/** Elements that nearly every image has. Synthetic, and recognisable as such. */
export function describeImage(
  identity: ImageIdentity,
  modality: 'CT' | 'MR',
  sopClassUid: string,
): readonly ElementDescription[] {
  const { patient, study, series, instance } = identity;
  const uid = `1.2.826.0.1.3680043.10.999.${patient}.${study}`;
  return [
    text(0x00080005, 'CS', 'ISO_IR 100'),
    { tag: 0x00080008, vr: 'CS', values: ['ORIGINAL', 'PRIMARY', 'AXIAL'] },
    text(0x00080012, 'DA', '20240131'),
    text(0x00080013, 'TM', '101500.123000'),
    text(0x00080016, 'UI', sopClassUid),
    text(0x00080018, 'UI', `${uid}.${series}.${instance}`),
    text(0x00080020, 'DA', '20240131'),
    text(0x00080021, 'DA', '20240131'),
    text(0x00080022, 'DA', '20240131'),
    text(0x00080023, 'DA', '20240131'),
    text(0x00080030, 'TM', '101200'),
    text(0x00080031, 'TM', '101300'),
    text(0x00080032, 'TM', `1014${String(instance % 60).padStart(2, '0')}.250000`),
    text(0x00080033, 'TM', `1014${String(instance % 60).padStart(2, '0')}.750000`),
    text(0x00080050, 'SH', `ACC${patient}${study}77`),
    text(0x00080060, 'CS', modality),
    text(0x00080070, 'LO', 'BENCHWORKS'),
    text(0x00080080, 'LO', 'VELLUM INFIRMARY'),
    text(0x00080081, 'ST', '12 Harbour Lane, Quillport'),
    text(0x00080090, 'PN', 'REFERRER^RUTH'),
    text(0x00081010, 'SH', `STATION${series}`),
    text(0x00081030, 'LO', `Study ${study} of the bench`),
    text(0x0008103e, 'LO', `Series ${series}`),
    text(0x00081040, 'LO', 'Department of Benches'),
    text(0x00081048, 'PN', 'RECORDER^RITA'),
    text(0x00081050, 'PN', 'PERFORMER^PAUL'),
    text(0x00081070, 'PN', 'OPERATOR^OTTO'),
    text(0x00081090, 'LO', 'Bench 3000'),
    references(0x00081140, uid, 4),
    text(0x00100010, 'PN', `SYNTHETIC${patient}^QUILLON`),
    text(0x00100020, 'LO', `BENCH-${1000 + patient}`),
    text(0x00100030, 'DA', '19610704'),
    text(0x00100040, 'CS', 'O'),
    text(0x00101010, 'AS', '062Y'),
    text(0x00101030, 'DS', '71.5'),
    text(0x00180015, 'CS', 'CHEST'),
    text(0x00180050, 'DS', '1.25'),
    text(0x00180060, 'DS', '120'),
    text(0x00181000, 'LO', `SERIAL${series}42`),
    text(0x00181020, 'LO', 'bench software 4.2'),
    text(0x00181030, 'LO', 'Protocol of the bench'),
    text(0x0020000d, 'UI', uid),
    text(0x0020000e, 'UI', `${uid}.${series}`),
    text(0x00200010, 'SH', `ST${study}`),
    text(0x00200011, 'IS', String(series)),
    text(0x00200012, 'IS', '1'),
    text(0x00200013, 'IS', String(instance)),
    { tag: 0x00200032, vr: 'DS', values: ['-125.5', '-130.25', (instance * 1.25).toFixed(2)] },
    { tag: 0x00200037, vr: 'DS', values: ['1', '0', '0', '0', '1', '0'] },
    text(0x00200052, 'UI', `${uid}.9`),
    requests(uid),
  ];
}

/** A run of private elements of one block, as scanners write them. @param each bytes of every value, even */
export function privateBlock(group: number, creator: string, count: number, each: number): ElementDescription[] {
  const elements: ElementDescription[] = [{ tag: tagOf(group, 0x0010), vr: 'LO', values: [creator] }];
  for (let at = 0; at < count; at++) {
    const bytes = noise(each, group * 1000 + at);
    elements.push({ tag: tagOf(group, 0x1000 + at), vr: 'OB', bytes });
  }
  return elements;
}

export function text(tag: number, vr: ElementDescription['vr'], value: string): ElementDescription {
  return { tag, vr, values: [value] };
}

export function tagOf(group: number, element: number): number {
  return group * 0x10000 + element;
}

function references(tag: number, uid: string, count: number): ElementDescription {
  const items = Array.from({ length: count }, (_, at) => [
    text(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
    text(0x00081155, 'UI', `${uid}.1.${at + 1}`),
  ]);
  return { tag, vr: 'SQ', items };
}

/** Request Attributes Sequence with a code sequence inside: two levels, as ordinary images have. */
function requests(uid: string): ElementDescription {
  const code = [
    text(0x00080100, 'SH', 'BENCH01'),
    text(0x00080102, 'SH', '99BENCH'),
    text(0x00080104, 'LO', 'Bench procedure'),
  ];
  const item: ElementDescription[] = [
    text(0x0020000d, 'UI', uid),
    text(0x00321060, 'LO', 'Requested by the bench'),
    { tag: 0x00321064, vr: 'SQ', items: [code] },
    text(0x00400007, 'LO', 'Step of the bench'),
    { tag: 0x00400008, vr: 'SQ', items: [code] },
    text(0x00400009, 'SH', 'STEP7'),
    text(0x00401001, 'SH', 'RP7'),
  ];
  return { tag: 0x00400275, vr: 'SQ', items: [item] };
}
