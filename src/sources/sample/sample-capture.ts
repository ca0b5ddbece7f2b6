import { anna, visitRows } from './sample-patient.ts';
import { type SampleFile, type SampleRow, sampleUid } from './sample-row.ts';
import { drawUltrasoundScreen, screenColumns, screenRows } from './ultrasound-screen.ts';

const visit = {
  ...anna,
  studyTime: '142000',
  accessionNumber: 'FAKEACC-7732',
  studyId: 'FAKEST-3',
  studyDescription: 'US abdomen',
  studyUid: sampleUid(3),
};

/** An ultrasound screen with the patient's name in its pixels: no header rule can clean it, a person must look. */
export const captureFile: SampleFile = {
  path: 'FAKE-000417/US/IM0001',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.6.1',
  sopInstanceUid: sampleUid(3002),
  transferSyntaxUid: '1.2.840.10008.1.2.1',
  rows: () => captureRows,
};

const screenText = ['FAKE GENERAL HOSPITAL', 'TESTPATIENT^ANNA', 'FAKE-000417  17/04/1961', '14:20:31'];

const captureRows: readonly SampleRow[] = [
  ...visitRows(visit),
  [0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\ABDOMINAL\\0001'], // Image Type
  [0x00080021, 'DA', visit.studyDate], // Series Date
  [0x00080023, 'DA', visit.studyDate], // Content Date
  [0x00080031, 'TM', visit.studyTime], // Series Time
  [0x00080033, 'TM', '142031'], // Content Time
  [0x00080060, 'CS', 'US'], // Modality
  [0x0008103e, 'LO', 'Gallbladder'], // Series Description
  [0x00180015, 'CS', 'ABDOMEN'], // Body Part Examined
  [0x0020000e, 'UI', sampleUid(3000)], // Series Instance UID
  [0x00200011, 'IS', '1'], // Series Number
  [0x00200013, 'IS', '1'], // Instance Number
  [0x00200020, 'CS', ''], // Patient Orientation
  [0x00280002, 'US', '1'], // Samples per Pixel
  [0x00280004, 'CS', 'MONOCHROME2'], // Photometric Interpretation
  [0x00280010, 'US', String(screenRows)], // Rows
  [0x00280011, 'US', String(screenColumns)], // Columns
  [0x00280100, 'US', '8'], // Bits Allocated
  [0x00280101, 'US', '8'], // Bits Stored
  [0x00280102, 'US', '7'], // High Bit
  [0x00280103, 'US', '0'], // Pixel Representation
  [0x00280301, 'CS', 'YES'], // Burned In Annotation
  [0x00282110, 'CS', '00'], // Lossy Image Compression
  [0x7fe00010, 'OW', drawUltrasoundScreen(screenText)], // Pixel Data
];
