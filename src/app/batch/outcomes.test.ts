import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { deidentified, fakeFile, held, notDicom, truncated } from '../../testing/fake-batch.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import {
  addTotals,
  countDone,
  countOutcomes,
  countStandings,
  isCopy,
  nothingForetold,
  settledOutcome,
  sizeBytesOfFile,
  standingOf,
  sumSizeBytes,
} from './outcomes.ts';

const ct = fakeFile(0, { modality: 'CT', patientId: 'FAKE-1' });
const us = fakeFile(1, { modality: 'US', patientId: 'FAKE-2' });
const withoutUs = { ...nothingForetold, leaveOut: { ...nothingForetold.leaveOut, modalities: ['US'] } };

describe('standingOf, before a run', () => {
  it('foretells what the filters of the profile leave out', () => {
    expect(standingOf(us, withoutUs)).toMatchObject({ kind: 'skipped', code: 'left-out' });
    expect(countStandings([ct, us], withoutUs)).toMatchObject({ ready: 1, skipped: 1 });
  });

  it('foretells that patients who are not in the table are held', () => {
    const rules = { ...nothingForetold, listed: new Set(['FAKE-1']) };
    expect(standingOf(ct, rules).kind).toBe('ready');
    expect(standingOf(us, rules)).toMatchObject({ kind: 'held', holds: [{ kind: 'patient-not-listed' }] });
  });

  it('knows each filter of the profile, be it the only one or not', () => {
    const { leaveOut } = nothingForetold;
    const dose = fakeFile(2, { sopClassUid: '1.2.840.10008.5.1.4.1.1.88.67' });
    const capture = fakeFile(3, { sopClassUid: '1.2.840.10008.5.1.4.1.1.7' });
    const filters = [
      [ct, { sopClasses: ['1.2.840.10008.5.1.4.1.1.2'] }],
      [ct, { imageTypes: ['AXIAL'] }],
      [ct, { modalities: ['CT'], sopClasses: ['2.25.1'] }],
      [ct, { sopClasses: ['2.25.1'], imageTypes: ['AXIAL'] }],
      [dose, { doseReports: true }],
      [capture, { screenCaptures: true }],
    ] as const;
    for (const [file, filter] of filters) {
      expect(standingOf(file, nothingForetold).kind).toBe('ready');
      expect(standingOf(file, { ...nothingForetold, leaveOut: { ...leaveOut, ...filter } })).toMatchObject({
        kind: 'skipped',
        reason: expect.stringMatching(/^The profile leaves out/),
      });
    }
  });

  it('holds a patient who is not in the table beside what holds the file in any case, and trims IDs', () => {
    const [hold] = held().holds;
    const rules = { ...nothingForetold, listed: new Set(['FAKE-1']) };
    const scan = { ...us.scan, holds: [hold] } as typeof us.scan;
    expect(standingOf({ ...us, scan }, rules)).toMatchObject({
      holds: [{ kind: 'patient-not-listed', isReleasable: false }, hold],
    });
    expect(standingOf(fakeFile(2, { patientId: ' FAKE-1 ' }), rules).kind).toBe('ready');
  });

  it('says of what is no DICOM file what its source or the scan said', () => {
    expect(standingOf(fakeFile(2, {}, { scan: notDicom }), withoutUs)).toBe(notDicom);
    expect(countStandings([fakeFile(2, {}, { scan: truncated })], nothingForetold)).toEqual({
      ready: 0,
      deidentified: 0,
      held: 0,
      skipped: 0,
      failed: 1,
    });
  });

  it('passes over images that may show text when they are exported unseen', () => {
    const { holds } = held();
    const waiting = { ...ct, scan: { ...ct.scan, holds } } as typeof ct;
    expect(standingOf(waiting, nothingForetold).kind).toBe('held');
    expect(standingOf(waiting, { ...nothingForetold, pixels: 'export' }).kind).toBe('ready');
    const release = { reason: 'Read', pixels: { kind: 'unstated' }, atIso: '', shown: '', covers: 'texts' } as const;
    expect(standingOf({ ...waiting, release }, nothingForetold).kind).toBe('held');
  });
});

describe('standingOf, of a file whose header holds it', () => {
  const pixels = held().holds[0]!;
  const report = { ...pixels, kind: 'structured-content' } as const;
  const heldBy = (holds: readonly (typeof pixels)[], parts: Partial<BatchFile> = {}): BatchFile => ({
    ...ct,
    ...parts,
    scan: { ...ct.scan, holds } as BatchFile['scan'],
  });
  const release = { reason: 'Looked', pixels: allSeen, atIso: '', shown: '' };
  const seen = { ...release, covers: 'images' } as const;
  const redaction = { areas: [], review: 'not-all-seen' } as const;

  it('lets images that a person confirmed or blanked go, and nothing else of the file', () => {
    for (const parts of [{ release: seen }, { redaction }] as const) {
      expect(standingOf(heldBy([pixels], parts), nothingForetold).kind).toBe('ready');
      expect(standingOf(heldBy([pixels, report], parts), nothingForetold)).toEqual({ kind: 'held', holds: [report] });
    }
    expect(standingOf(heldBy([pixels, report]), { ...nothingForetold, pixels: 'export' })).toEqual({
      kind: 'held',
      holds: [report],
    });
  });

  it('lets a file go that a person released as a whole', () => {
    expect(standingOf(heldBy([pixels, report], { release }), nothingForetold).kind).toBe('ready');
    expect(standingOf(heldBy([pixels, report]), nothingForetold)).toEqual({ kind: 'held', holds: [pixels, report] });
  });
});

describe('sums over files', () => {
  const copy = { kind: 'skipped', code: 'copy', reason: '' } as const;
  const leftOut = { ...copy, code: 'left-out' } as const;
  const failed = { kind: 'failed', code: 'truncated', reason: '' } as const;
  const unread = fakeFile(6, {}, { scan: notDicom });
  const files = [
    fakeFile(0, { sizeBytes: 10 }, { outcome: deidentified }),
    fakeFile(1, { sizeBytes: 20 }, { outcome: held() }),
    fakeFile(2, { sizeBytes: 40 }, { outcome: copy }),
    fakeFile(3, { sizeBytes: 80 }, { outcome: leftOut }),
    fakeFile(4, { sizeBytes: 160 }, { outcome: failed }),
    fakeFile(5, { sizeBytes: 320 }),
    unread,
  ];

  it('count each outcome once, and a file without one as nothing', () => {
    const counts = { deidentified: 1, held: 1, skipped: 2, failed: 1 };
    expect(countOutcomes(files)).toEqual(counts);
    const { size } = new Blob(['not read by these tests']);
    expect(countDone(files)).toEqual({ counts, done: 5, doneBytes: 310, totalBytes: 630 + size });
    expect(sumSizeBytes(files)).toBe(630 + size);
    expect(sizeBytesOfFile({ ...unread, content: null })).toBe(0);
  });

  it('add up level by level', () => {
    const one = { ready: 1, deidentified: 2, held: 3, skipped: 4, failed: 5 };
    const other = { ready: 10, deidentified: 20, held: 30, skipped: 40, failed: 50 };
    expect(
      addTotals([
        { files: 15, sizeBytes: 7, waiting: 1, counts: one },
        { files: 150, sizeBytes: 70, waiting: 10, counts: other },
      ]),
    ).toEqual({
      files: 165,
      sizeBytes: 77,
      waiting: 11,
      counts: { ready: 11, deidentified: 22, held: 33, skipped: 44, failed: 55 },
    });
  });

  it('tell a copy from what else is skipped, and what is settled without a run from what is not', () => {
    expect([copy, leftOut, deidentified, failed].map(isCopy)).toEqual([true, false, false, false]);
    expect(files.map((file) => settledOutcome(file)?.kind ?? null)).toEqual([
      'deidentified',
      'held',
      'skipped',
      'skipped',
      'failed',
      null,
      'skipped',
    ]);
  });
});

it('follows the outcome once there is one, whatever was foretold', () => {
  expect(standingOf({ ...us, outcome: deidentified }, withoutUs)).toBe(deidentified);
});
