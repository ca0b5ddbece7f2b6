import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Crosswalk, IdPair } from '../../report/crosswalk.ts';
import { inMemory } from '../../report/ordered-request.ts';
import { deidentified, scannedFile } from '../../testing/batch-files.ts';
import { temporaryFolder } from '../../testing/run-command.ts';
import { onDisk } from './disk-holding.ts';
import { createDiskSorting } from './disk-sorter.ts';

const few = (letter: string) => fc.constantFrom('', `${letter}1`, `${letter}2`, `${letter}3`);
const identities = fc.record({
  patientIdOld: few('p'),
  patientIdNew: few('n'),
  dateShiftDays: fc.constantFrom(null, -3, 5),
  studyUidOld: few('u'),
  studyUidNew: few('v'),
  seriesUidOld: few('u'),
  instanceUidOld: few('u'),
});
const pairs = fc.array(fc.record({ idOld: few('u'), idNew: few('v') }), { maxLength: 8 });

it('makes the crosswalk and the counts that are made in memory', () => {
  const onDiskHere = onDisk(createDiskSorting(temporaryFolder(), { mostBytes: 2000, mostStretches: 3 }));
  fc.assert(
    fc.property(fc.array(identities, { maxLength: 8 }), pairs, (each, others) => {
      const files = each.map((identity, id) => {
        const outcome = deidentified(id);
        return scannedFile(id, { outcome: { ...outcome, identity: { ...outcome.identity, ...identity } } });
      });
      const rowsOf = (crosswalk: Crosswalk) => {
        for (const pair of others satisfies readonly IdPair[]) crosswalk.note(pair);
        return [...crosswalk.rows(files)];
      };
      expect(rowsOf(onDiskHere.createCrosswalk())).toEqual(rowsOf(inMemory.createCrosswalk()));
      const [disk, memory] = [onDiskHere.createDistinct(), inMemory.createDistinct()];
      for (const { seriesUidOld } of each) {
        disk.add(seriesUidOld);
        memory.add(seriesUidOld);
      }
      expect(disk.count()).toBe(memory.count());
    }),
    { numRuns: 15 },
  );
});
