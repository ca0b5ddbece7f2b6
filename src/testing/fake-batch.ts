import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { FileOutcome, FileSummary, HeldOutcome, ScanResult } from '../pipeline/contracts/file-outcome.ts';

/** A file of an invented patient, as the page holds it after reading. */
export function fakeFile(id: number, summary: Partial<FileSummary> = {}, parts: Partial<BatchFile> = {}): BatchFile {
  const blob = new Blob(['not read by these tests']);
  return {
    id,
    path: `study/IM_${id}`,
    content: { kind: 'plain', blob, lastModifiedMs: 0 },
    scan: { kind: 'dicom', summary: { ...fakeSummary, sopInstanceUid: `2.25.${id}`, ...summary }, holds: [] },
    outcome: null,
    release: null,
    ...parts,
  };
}

const fakeSummary: FileSummary = {
  patientKey: 'P-1',
  patientName: 'FAKE^ONE',
  patientId: 'FAKE-1',
  patientBirthDate: '19700101',
  studyInstanceUid: '2.25.1001',
  studyDate: '20240102',
  studyTime: '101530',
  studyDescription: 'Fake study',
  seriesInstanceUid: '2.25.2001',
  seriesNumber: '1',
  seriesDescription: 'Fake series',
  modality: 'CT',
  imageType: 'ORIGINAL\\PRIMARY\\AXIAL',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  sopInstanceUid: '2.25.3001',
  instanceNumber: '1',
  transferSyntaxUid: '1.2.840.10008.1.2.1',
  frames: 1,
  rows: 512,
  columns: 512,
  sizeBytes: 1000,
};

const processed = {
  outputPath: 'N-1/S-1/E-1/I-1.dcm',
  identity: {
    patientIdOld: 'FAKE-1',
    patientIdNew: 'N-1',
    studyUidOld: '2.25.1001',
    studyUidNew: '2.25.9001',
    seriesUidOld: '2.25.2001',
    seriesUidNew: '2.25.9002',
    instanceUidOld: '2.25.3001',
    instanceUidNew: '2.25.9003',
    dateShiftDays: null,
  },
  counts: { X: 1, Z: 1, D: 0, U: 4, C: 0, K: 10, '+': 2 },
  findings: [],
} as const;

export const deidentified: FileOutcome = { kind: 'deidentified', ...processed };

/** The same under a path of its own: files that want one path are planned together once more. */
export function deidentifiedAs(name: string, study = 'S-1'): FileOutcome {
  return { kind: 'deidentified', ...processed, outputPath: `N-1/${study}/E-1/${name}.dcm` };
}

export function held(
  hold: Partial<HeldOutcome['holds'][number]> = {},
  outputPath: string = processed.outputPath,
): HeldOutcome {
  const holds = [{ kind: 'pixels', reason: 'May show text.', isReleasable: true, ...hold } as const];
  return { kind: 'held', ...processed, outputPath, holds };
}

export const notDicom: ScanResult = { kind: 'skipped', code: 'not-dicom', reason: 'No DICOM prefix.' };
export const truncated: ScanResult = { kind: 'failed', code: 'truncated', reason: 'The file is cut short.' };
