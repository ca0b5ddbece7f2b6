import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { deidentified, fakeFile, held, notDicom } from '../../../testing/fake-batch.ts';
import { nothingForetold, type StandingRules } from '../outcomes.ts';
import { createStudiesIndex } from './studies-index.ts';

/** A list in which patients, studies and series alternate, and some files are no DICOM. */
function fakeFiles(count: number, first = 0): readonly BatchFile[] {
  return Array.from({ length: count }, (_, at) => {
    const id = first + at;
    const summary = {
      patientKey: `P-${id % 3}`,
      studyInstanceUid: `2.25.${id % 2}`,
      seriesInstanceUid: `2.25.${id % 5}`,
    };
    return fakeFile(id, summary, id % 7 === 6 ? { scan: notDicom } : {});
  });
}

const exporting: StandingRules = { ...nothingForetold, pixels: 'export' };
const anew = (files: readonly BatchFile[]) => createStudiesIndex().update(files, nothingForetold);

describe('createStudiesIndex', () => {
  it('comes to what grouping anew gives, however the list grew and whatever outcomes came', () => {
    const step = fc.record({ adds: fc.nat(9), settles: fc.array(fc.nat(60), { maxLength: 8 }), holds: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const index = createStudiesIndex();
        let files: readonly BatchFile[] = [];
        for (const { adds, settles, holds } of steps) {
          const chosen = new Set(settles);
          const outcome = holds ? held() : deidentified;
          const settled = files.map((file) => (chosen.has(file.id) ? { ...file, outcome } : file));
          files = [...settled, ...fakeFiles(adds, files.length)];
          expect(index.update(files, nothingForetold)).toEqual(anew(files));
        }
      }),
    );
  });

  it('keeps the nodes of what has not changed', () => {
    const index = createStudiesIndex();
    const files = fakeFiles(12);
    const before = index.update(files, nothingForetold);
    const changed = files.map((file) => (file.id === 0 ? { ...file, outcome: deidentified } : file));
    const after = index.update(changed, nothingForetold);
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(after[2]).toBe(before[2]);
    expect(before[0]?.counts.deidentified).toBe(0);
    expect(after[0]?.counts.deidentified).toBe(1);
  });

  it('starts again for another order, a shorter list, or another policy for images', () => {
    const index = createStudiesIndex();
    const files = fakeFiles(12);
    index.update(files, nothingForetold);
    const reversed = [...files].reverse();
    expect(index.update(reversed, nothingForetold)).toEqual(anew(reversed));
    expect(index.update(files.slice(3), nothingForetold)).toEqual(anew(files.slice(3)));
    const hold = { kind: 'pixels', reason: 'May show text.', isReleasable: true } as const;
    const waiting = files.map((file) =>
      file.scan.kind === 'dicom' ? { ...file, scan: { ...file.scan, holds: [hold] } } : file,
    );
    expect(index.update(waiting, nothingForetold)[0]?.counts.held).toBeGreaterThan(0);
    expect(index.update(waiting, exporting)[0]?.counts.held).toBe(0);
  });
});
