import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { runToEnd } from '../../ui/run-sliced.ts';
import { rowAsTsv, rowsAsTsv } from './rows-as-tsv.ts';

const row: DiffRow = {
  path: '(0008,1140)[0].(0008,1155)',
  tag: '(0008,1155)',
  name: 'Referenced SOP Instance UID',
  vr: 'UI',
  depth: 1,
  isPrivate: false,
  before: '2.999.1',
  after: null,
  action: 'U',
  effect: 'replaced',
  reason: 'PS3.15 E.1-1 · Basic · U',
};

it('gives eight cells a row, heads first', () => {
  const lines = runToEnd(rowsAsTsv([row, row]))
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]?.split('\t')).toEqual(['Tag', 'Path', 'Attribute', 'VR', 'Before', 'After', 'Action', 'Reason']);
  expect(lines[1]?.split('\t')[4]).toBe('2.999.1');
});

it('keeps one row on one line whatever the values hold, and none starts a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+\-@\t\r\n a]*$/), (before, after) => {
      const cells = rowAsTsv({ ...row, before, after }).split('\t');
      expect(cells).toHaveLength(8);
      expect(cells.join('')).not.toMatch(/[\r\n]/);
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@]/);
    }),
  );
});
