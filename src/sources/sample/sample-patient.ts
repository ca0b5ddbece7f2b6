import { type SampleRow, sampleUid } from './sample-row.ts';

/** Who a sample file is about and which visit it belongs to. Nobody of these exists. */
export type SampleVisit = {
  readonly name: string;
  readonly patientId: string;
  readonly otherPatientId: string;
  readonly birthDate: string;
  readonly sex: 'F' | 'M';
  readonly age: string;
  readonly studyDate: string;
  readonly studyTime: string;
  readonly accessionNumber: string;
  readonly studyId: string;
  readonly studyDescription: string;
  readonly studyUid: string;
};

export const anna: SampleVisit = {
  name: 'TESTPATIENT^ANNA',
  patientId: 'FAKE-000417',
  otherPatientId: 'FAKE-OLD-88',
  birthDate: '19610417',
  sex: 'F',
  age: '063Y',
  studyDate: '20240514',
  studyTime: '101500',
  accessionNumber: 'FAKEACC-7731',
  studyId: 'FAKEST-1',
  studyDescription: 'CT head, fake follow-up of TESTPATIENT',
  studyUid: sampleUid(1),
};

export const bernd: SampleVisit = {
  name: 'TESTPATIENT^BERND^MÜLLER',
  patientId: 'FAKE-000982',
  otherPatientId: 'FAKE-OLD-89',
  birthDate: '19480903',
  sex: 'M',
  age: '075Y',
  studyDate: '20240602',
  studyTime: '083000',
  accessionNumber: 'FAKEACC-7900',
  studyId: 'FAKEST-2',
  studyDescription: 'MR head',
  studyUid: sampleUid(2),
};

/** Patient, Study, Equipment and request attributes, with identity where scanners put it: nested and private too. */
export function visitRows(visit: SampleVisit): readonly SampleRow[] {
  return [
    [0x00080005, 'CS', 'ISO_IR 192'], // Specific Character Set
    [0x00080020, 'DA', visit.studyDate], // Study Date
    [0x00080030, 'TM', visit.studyTime], // Study Time
    [0x00080050, 'SH', visit.accessionNumber], // Accession Number
    [0x00080070, 'LO', 'FAKE MEDICAL SYSTEMS'], // Manufacturer
    [0x00080080, 'LO', 'FAKE GENERAL HOSPITAL'], // Institution Name
    [0x00080081, 'ST', '1 Nowhere Street, Faketown'], // Institution Address
    [0x00080090, 'PN', 'FAKEREFERRER^DORA'], // Referring Physician's Name
    [0x00081010, 'SH', 'FAKESTATION1'], // Station Name
    [0x00081030, 'LO', visit.studyDescription], // Study Description
    [0x00081048, 'PN', 'FAKEDOCTOR^EMIL'], // Physician(s) of Record
    [0x00081070, 'PN', 'FAKEOPERATOR^FRIDA'], // Operators' Name
    [0x00081090, 'LO', 'PHANTOM 3000'], // Manufacturer's Model Name
    [0x00100010, 'PN', visit.name], // Patient's Name
    [0x00100020, 'LO', visit.patientId], // Patient ID
    [0x00100030, 'DA', visit.birthDate], // Patient's Birth Date
    [0x00100040, 'CS', visit.sex], // Patient's Sex
    [0x00101002, 'SQ', [otherIdItem(visit)]], // Other Patient IDs Sequence
    [0x00101010, 'AS', visit.age], // Patient's Age
    [0x00101040, 'LO', '2 Nowhere Street, Faketown'], // Patient's Address
    [0x00102154, 'SH', '+00 000 4170417'], // Patient's Telephone Numbers
    [0x00104000, 'LT', `Sister of ${visit.name.replaceAll('^', ' ')} called. This patient does not exist.`], // Comments
    [0x00181000, 'LO', 'FAKESERIAL-0001'], // Device Serial Number
    [0x00181020, 'LO', 'FAKE 1.0'], // Software Versions
    [0x0020000d, 'UI', visit.studyUid], // Study Instance UID
    [0x00200010, 'SH', visit.studyId], // Study ID
    [0x00400275, 'SQ', [requestItem(visit)]], // Request Attributes Sequence
    [0x00290010, 'LO', 'FAKE MEDICAL HEADER'], // Private Creator
    [0x00291008, 'LO', `Operator note on ${visit.name}`],
    [0x00291020, 'SQ', [[[0x00100010, 'PN', visit.name]]]],
  ];
}

function otherIdItem(visit: SampleVisit): readonly SampleRow[] {
  return [
    [0x00100020, 'LO', visit.otherPatientId], // Patient ID
    [0x00100022, 'CS', 'TEXT'], // Type of Patient ID
  ];
}

/** Two levels down: the code of what was asked for, and who asked. */
function requestItem(visit: SampleVisit): readonly SampleRow[] {
  const code: readonly SampleRow[] = [
    [0x00080100, 'SH', 'FAKEHEAD'], // Code Value
    [0x00080102, 'SH', '99FAKE'], // Coding Scheme Designator
    [0x00080104, 'LO', 'Head, standard'], // Code Meaning
  ];
  return [
    [0x00321060, 'LO', `Head for ${visit.name}`], // Requested Procedure Description
    [0x00400007, 'LO', 'Head, standard'], // Scheduled Procedure Step Description
    [0x00400008, 'SQ', [code]], // Scheduled Protocol Code Sequence
    [0x00400009, 'SH', 'FAKESTEP-1'], // Scheduled Procedure Step ID
    [0x00401001, 'SH', 'FAKEREQ-1'], // Requested Procedure ID
  ];
}
