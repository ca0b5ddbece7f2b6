import { describe, expect, it } from 'vitest';
import type { DeidentifiedOutcome, FileSummary, ScanResult } from '../contracts/file-outcome.ts';
import { createValueSharing } from './share-values.ts';

const summary: FileSummary = {
  patientKey: 'k',
  patientName: 'DOE^JANE',
  patientId: 'P1',
  patientBirthDate: '19700101',
  studyInstanceUid: '1.2.3',
  studyDate: '20240101',
  studyTime: '101530',
  studyDescription: 'Study',
  seriesInstanceUid: '1.2.3.4',
  seriesNumber: '1',
  seriesDescription: 'Series',
  modality: 'CT',
  imageType: 'ORIGINAL\\PRIMARY',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  sopInstanceUid: '1.2.3.4.5',
  instanceNumber: '5',
  transferSyntaxUid: '1.2.840.10008.1.2.1',
  frames: 1,
  rows: 512,
  columns: 512,
  sizeBytes: 1000,
};
const looked: ScanResult = {
  kind: 'dicom',
  summary,
  holds: [{ kind: 'pixels', reason: 'Look.', isReleasable: true }],
};
const outcome: DeidentifiedOutcome = {
  kind: 'deidentified',
  outputPath: 'a/b/c.dcm',
  identity: {
    patientIdOld: 'P1',
    patientIdNew: 'N1',
    studyUidOld: '1.2.3',
    studyUidNew: '2.25.1',
    seriesUidOld: '1.2.3.4',
    seriesUidNew: '2.25.2',
    instanceUidOld: '1.2.3.4.5',
    instanceUidNew: '2.25.3',
    dateShiftDays: -3,
  },
  counts: { X: 3, Z: 1, D: 0, U: 2, K: 4, C: 0, '+': 1 } as DeidentifiedOutcome['counts'],
  findings: [{ code: 'pixels-not-reviewed', message: 'Nobody has looked.' }] as DeidentifiedOutcome['findings'],
};

describe('createValueSharing', () => {
  it('says of every file what was said of it', () => {
    const share = createValueSharing();
    const risky = { ...looked, imageRisk: 'B', isBlanked: true } as const;
    for (const result of [looked, risky, { kind: 'failed', code: 'unreadable', reason: 'No.' } as const]) {
      expect(share.scan(structuredClone(result))).toEqual(result);
    }
    const held = { ...outcome, kind: 'held', holds: looked.kind === 'dicom' ? looked.holds : [] } as const;
    for (const one of [outcome, held, { kind: 'skipped', code: 'not-dicom', reason: 'No.' } as const]) {
      expect(share.outcome(structuredClone(one), summary)).toEqual(one);
      expect(share.outcome(structuredClone(one), null)).toEqual(one);
    }
  });

  it('keeps one copy of what files have in common', () => {
    const share = createValueSharing();
    const first = share.outcome(structuredClone(outcome), summary);
    const second = share.outcome(structuredClone({ ...outcome, outputPath: 'a/b/d.dcm' }), null);
    expect(first.kind === 'deidentified' && second.kind === 'deidentified').toBe(true);
    if (first.kind !== 'deidentified' || second.kind !== 'deidentified') return;
    expect(second.findings).toBe(first.findings);
    expect(second.counts).toBe(first.counts);
    const one = share.scan(structuredClone(looked));
    const other = share.scan(structuredClone(looked));
    expect(one.kind === 'dicom' && other.kind === 'dicom' && one.holds === other.holds).toBe(true);
    const refusal = { kind: 'skipped', code: 'not-dicom', reason: 'No.' } as const;
    expect(share.scan(structuredClone(refusal))).toBe(share.scan(structuredClone(refusal)));
  });

  it('never mistakes one value for another', () => {
    const share = createValueSharing();
    const changed = { ...outcome, counts: { ...outcome.counts, X: 4 } };
    expect(share.outcome(outcome, null)).toEqual(outcome);
    expect(share.outcome(changed, null)).toEqual(changed);
    expect(share.outcome(outcome, { ...summary, sopInstanceUid: '9' })).toEqual(outcome);
  });
});
