import { drawSlice, type Ellipsoid, headPhantom } from './phantom.ts';
import { anna, bernd, type SampleVisit, visitRows } from './sample-patient.ts';
import { type SampleFile, type SampleRow, sampleUid } from './sample-row.ts';

const explicitLittleEndian = '1.2.840.10008.1.2.1';
const implicitLittleEndian = '1.2.840.10008.1.2';

/** A series of axial slices through the head phantom. */
type SlicePlan = {
  readonly folder: string;
  readonly visit: SampleVisit;
  readonly modality: 'CT' | 'MR';
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  /** The series gets this UID, its frame of reference the next one, its slices the following ones. */
  readonly firstUid: number;
  readonly seriesDescription: string;
  readonly slices: number;
  readonly size: number;
  readonly shapes: readonly Ellipsoid[];
  readonly background: number;
  readonly noise: number;
  readonly technique: readonly SampleRow[];
};

const ct: SlicePlan = {
  folder: 'FAKE-000417/CT',
  visit: anna,
  modality: 'CT',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  transferSyntaxUid: explicitLittleEndian,
  firstUid: 1000,
  seriesDescription: 'Head axial 5 mm',
  slices: 24,
  size: 128,
  // Hounsfield units plus 1024.
  shapes: headPhantom({ scalp: 1064, bone: 1824, brain: 1059, fluid: 1031, lesion: 1089 }),
  background: 24,
  noise: 6,
  technique: [
    [0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'], // Image Type
    [0x00180060, 'DS', '120'], // KVP
    [0x00181151, 'IS', '200'], // X-Ray Tube Current
    [0x00181210, 'SH', 'SOFT'], // Convolution Kernel
    [0x00281050, 'DS', '40'], // Window Center
    [0x00281051, 'DS', '120'], // Window Width
    [0x00281052, 'DS', '-1024'], // Rescale Intercept
    [0x00281053, 'DS', '1'], // Rescale Slope
    [0x00281054, 'LO', 'HU'], // Rescale Type
  ],
};

const mr: SlicePlan = {
  folder: 'FAKE-000982/MR',
  visit: bernd,
  modality: 'MR',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
  transferSyntaxUid: implicitLittleEndian,
  firstUid: 2000,
  seriesDescription: 'T2 axial',
  slices: 8,
  size: 100,
  shapes: headPhantom({ scalp: 900, bone: 60, brain: 520, fluid: 1500, lesion: 1100 }),
  background: 20,
  noise: 18,
  technique: [
    [0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\OTHER'], // Image Type
    [0x00180020, 'CS', 'SE'], // Scanning Sequence
    [0x00180021, 'CS', 'NONE'], // Sequence Variant
    [0x00180022, 'CS', ''], // Scan Options
    [0x00180023, 'CS', '2D'], // MR Acquisition Type
    [0x00180080, 'DS', '4000'], // Repetition Time
    [0x00180081, 'DS', '95'], // Echo Time
    [0x00180087, 'DS', '1.5'], // Magnetic Field Strength
    [0x00180091, 'IS', '1'], // Echo Train Length
    [0x00281050, 'DS', '750'], // Window Center
    [0x00281051, 'DS', '1500'], // Window Width
  ],
};

const sliceDistanceMm = 5;

export const ctFiles: readonly SampleFile[] = slicesOf(ct);
export const mrFiles: readonly SampleFile[] = slicesOf(mr);

function slicesOf(plan: SlicePlan): readonly SampleFile[] {
  return Array.from({ length: plan.slices }, (_, position) => {
    const number = position + 1;
    const sopInstanceUid = sampleUid(plan.firstUid + 1 + number);
    return {
      path: `${plan.folder}/IM${String(number).padStart(4, '0')}`,
      sopClassUid: plan.sopClassUid,
      sopInstanceUid,
      transferSyntaxUid: plan.transferSyntaxUid,
      rows: () => sliceRows(plan, position),
    };
  });
}

function sliceRows(plan: SlicePlan, position: number): readonly SampleRow[] {
  const { visit, size } = plan;
  const spacingMm = 200 / size;
  const zMm = (position - (plan.slices - 1) / 2) * sliceDistanceMm;
  const corner = (spacingMm - 200) / 2;
  const samples = drawSlice(plan.shapes, plan.background, plan.noise, { size, spacingMm, zMm });
  return [
    ...visitRows(visit),
    ...plan.technique,
    [0x00080021, 'DA', visit.studyDate], // Series Date
    [0x00080022, 'DA', visit.studyDate], // Acquisition Date
    [0x00080023, 'DA', visit.studyDate], // Content Date
    [0x00080031, 'TM', visit.studyTime], // Series Time
    [0x00080032, 'TM', visit.studyTime], // Acquisition Time
    [0x00080033, 'TM', visit.studyTime], // Content Time
    [0x00080060, 'CS', plan.modality], // Modality
    [0x0008103e, 'LO', plan.seriesDescription], // Series Description
    [0x00180015, 'CS', 'HEAD'], // Body Part Examined
    [0x00180050, 'DS', String(sliceDistanceMm)], // Slice Thickness
    [0x00181030, 'LO', `${plan.seriesDescription} ${visit.name}`], // Protocol Name
    [0x00185100, 'CS', 'HFS'], // Patient Position
    [0x0020000e, 'UI', sampleUid(plan.firstUid)], // Series Instance UID
    [0x00200011, 'IS', '1'], // Series Number
    [0x00200012, 'IS', '1'], // Acquisition Number
    [0x00200013, 'IS', String(position + 1)], // Instance Number
    [0x00200032, 'DS', `${corner}\\${corner}\\${zMm}`], // Image Position (Patient)
    [0x00200037, 'DS', '1\\0\\0\\0\\1\\0'], // Image Orientation (Patient)
    [0x00200052, 'UI', sampleUid(plan.firstUid + 1)], // Frame of Reference UID
    [0x00201040, 'LO', ''], // Position Reference Indicator
    [0x00201041, 'DS', String(zMm)], // Slice Location
    [0x00280002, 'US', '1'], // Samples per Pixel
    [0x00280004, 'CS', 'MONOCHROME2'], // Photometric Interpretation
    [0x00280010, 'US', String(size)], // Rows
    [0x00280011, 'US', String(size)], // Columns
    [0x00280030, 'DS', `${spacingMm}\\${spacingMm}`], // Pixel Spacing
    [0x00280100, 'US', '16'], // Bits Allocated
    [0x00280101, 'US', '12'], // Bits Stored
    [0x00280102, 'US', '11'], // High Bit
    [0x00280103, 'US', '0'], // Pixel Representation
    [0x7fe00010, 'OW', littleEndian(samples)], // Pixel Data
  ];
}

function littleEndian(samples: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [position, sample] of samples.entries()) view.setUint16(position * 2, sample, true);
  return bytes;
}
