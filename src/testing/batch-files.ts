import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { DiffRow, Inspection, Job } from '../pipeline/contracts/deidentify.protocol.ts';
import type {
  DeidentifiedOutcome,
  FailedOutcome,
  FileSummary,
  HeldOutcome,
} from '../pipeline/contracts/file-outcome.ts';

const noCounts = { X: 0, Z: 0, D: 0, U: 0, C: 0, K: 0, '+': 0 };

/** A file that the scan took for DICOM and no run has touched. Its originals are planted words. */
export function scannedFile(id: number, overrides: Partial<BatchFile> = {}): BatchFile {
  return {
    id,
    path: `PLANTED^FOLDER/IM${id}`,
    content: { kind: 'plain', blob: new Blob(['x']), lastModifiedMs: 0 },
    scan: { kind: 'dicom', summary, holds: [] },
    outcome: null,
    release: null,
    ...overrides,
  };
}

export function deidentified(id: number, overrides: Partial<DeidentifiedOutcome> = {}): DeidentifiedOutcome {
  return {
    kind: 'deidentified',
    outputPath: `PAT1/ST1/SE1/${id}.dcm`,
    identity: {
      patientIdOld: 'PLANTED-ID-417',
      patientIdNew: 'PAT1',
      studyUidOld: '1.2.3.1',
      studyUidNew: '2.25.1',
      seriesUidOld: '1.2.3.1.1',
      seriesUidNew: '2.25.11',
      instanceUidOld: `1.2.3.1.1.${id}`,
      instanceUidNew: `2.25.111${id}`,
      dateShiftDays: null,
    },
    counts: { ...noCounts, X: 2, U: 3 },
    findings: [],
    ...overrides,
  };
}

export function held(id: number, overrides: Partial<HeldOutcome> = {}): HeldOutcome {
  const holds = [{ kind: 'pixels', reason: 'It may show text.', isReleasable: true }] as const;
  return { ...deidentified(id), kind: 'held', holds, ...overrides };
}

export function diffRow(overrides: Partial<DiffRow> = {}): DiffRow {
  return {
    path: '(0010,0010)',
    tag: '(0010,0010)',
    name: "Patient's Name",
    vr: 'PN',
    depth: 0,
    isPrivate: false,
    before: 'PLANTED^ANNA',
    after: 'PAT1',
    action: 'D',
    effect: 'replaced',
    reason: 'PS3.15 E.1-1 · Basic · Z',
    ...overrides,
  };
}

/** A pool that answers each look at a file with the same rows, or with a failure. */
export function inspectingPool(answer: (job: Job) => readonly DiffRow[] | FailedOutcome) {
  return {
    inspect: async (job: Job): Promise<Inspection | FailedOutcome> => {
      const found = answer(job);
      if (!Array.isArray(found)) return found as FailedOutcome;
      return { kind: 'inspected', rows: found, outputPath: 'not-unique.dcm', findings: [], holds: [] };
    },
  };
}

export const summary: FileSummary = {
  patientKey: 'key',
  patientName: 'PLANTED^ANNA',
  patientId: 'PLANTED-ID-417',
  patientBirthDate: '19700101',
  studyInstanceUid: '1.2.3.1',
  studyDate: '19991231',
  studyTime: '101530',
  studyDescription: 'PLANTED STUDY',
  seriesInstanceUid: '1.2.3.1.1',
  seriesNumber: '1',
  seriesDescription: 'PLANTED SERIES',
  modality: 'CT',
  imageType: 'ORIGINAL\\PRIMARY\\AXIAL',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  sopInstanceUid: '1.2.3.1.1.1',
  instanceNumber: '1',
  transferSyntaxUid: '1.2.840.10008.1.2.1',
  frames: 1,
  rows: 512,
  columns: 512,
  sizeBytes: 1,
};
