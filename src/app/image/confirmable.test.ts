import { describe, expect, it } from 'vitest';
import { fakeFile, notDicom } from '../../testing/fake-batch.ts';
import { allSeen } from '../../testing/pixel-statements.ts';
import { nothingForetold, standingOf } from '../batch/outcomes.ts';
import { seriesImages } from './confirmable.ts';

const line = { box: { column: 1, row: 1, columns: 80, rows: 12 }, text: 'DOE', frame: 0 } as const;
const pixels = { kind: 'pixels', reason: 'May show text.', isReleasable: true } as const;
const residual = { kind: 'residual-identifier', reason: 'A name remains.', isReleasable: true } as const;
const said = { reason: 'Looked', pixels: allSeen, atIso: '', shown: '', covers: 'images' } as const;

function heldFile(id: number, holds: readonly (typeof pixels | typeof residual)[], release: typeof said | null = null) {
  const { scan } = fakeFile(id);
  return fakeFile(id, {}, { release, ...(scan.kind === 'dicom' ? { scan: { ...scan, holds } } : {}) });
}

describe('images of a series', () => {
  it('can be confirmed unless the file is left out, and say how many wait for it', () => {
    const members = [fakeFile(0), heldFile(1, [pixels]), fakeFile(2, {}, { scan: notDicom })];
    const { open, confirmed, held } = seriesImages(members, nothingForetold);
    expect(open.map(({ id }) => id)).toEqual([0, 1]);
    expect([confirmed.length, held]).toEqual([0, 1]);
  });

  it('once confirmed free the file only of what a look at them settles', () => {
    const members = [heldFile(0, [pixels], said), heldFile(1, [pixels, residual], said)];
    expect(members.map((file) => standingOf(file, nothingForetold).kind)).toEqual(['ready', 'held']);
    const { open, confirmed, held, heldOtherwise } = seriesImages(members, nothingForetold);
    expect([open.length, confirmed.length, held, heldOtherwise]).toEqual([0, 2, 0, 1]);
  });

  it('are none where a file has no image, as a report, of which nothing can be said by a look', () => {
    const report = { ...heldFile(1, [residual]), scan: fakeFile(1, { rows: 0, columns: 0, modality: 'SR' }).scan };
    expect(seriesImages([report], nothingForetold).open).toEqual([]);
    expect(seriesImages([report, fakeFile(2)], nothingForetold).open.map(({ id }) => id)).toEqual([2]);
  });

  it('that show a text of their header cannot be said to identify nobody without a reason', () => {
    const found = (kind: 'header' | 'other') =>
      ({
        ...heldFile(1, [pixels]),
        search: { kind: 'searched', texts: [{ ...line, kind }], isTextBeside: false },
      }) as const;
    expect(seriesImages([heldFile(0, [pixels]), found('other')], nothingForetold).isOverPatient).toBe(false);
    expect(seriesImages([heldFile(0, [pixels]), found('header')], nothingForetold).isOverPatient).toBe(true);
  });

  it('that are blanked are neither to be confirmed nor waiting for it', () => {
    const redaction = { areas: [], review: 'not-all-seen' } as const;
    const members = [{ ...heldFile(0, [pixels]), redaction }, heldFile(1, [pixels])];
    expect(members.map((file) => standingOf(file, nothingForetold).kind)).toEqual(['ready', 'held']);
    const { open, confirmed, held } = seriesImages(members, nothingForetold);
    expect([open.map(({ id }) => id), confirmed.length, held]).toEqual([[1], 0, 1]);
  });
});
