import { describe, expect, it } from 'vitest';
import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import { diffRow } from '../../testing/batch-files.ts';
import { tellingChanges } from './telling-changes.ts';

const row = (tag: string, change: Partial<DiffRow> = {}): DiffRow => diffRow({ path: tag, tag, name: tag, ...change });

describe('the changes shown first', () => {
  it('are those by which a person knows a patient, then others as they come', () => {
    const rows = ['(0008,0005)', '(0008,0020)', '(0008,0080)', '(0010,0010)', '(0018,1000)'].map((tag) => row(tag));
    expect(tellingChanges(rows).map(({ tag }) => tag)).toEqual([
      '(0010,0010)',
      '(0008,0020)',
      '(0008,0080)',
      '(0008,0005)',
    ]);
  });

  it('are changes of something: not what was kept, added or empty before', () => {
    const rows = [
      row('(0010,0010)', { effect: 'kept' }),
      row('(0012,0062)', { effect: 'added', before: null }),
      row('(0010,0030)', { before: '' }),
    ];
    expect(tellingChanges(rows)).toEqual([]);
  });

  it('name the patient of the file, not one inside a sequence, first', () => {
    const rows = [row('(0010,0010)', { depth: 1, path: 'inner' }), row('(0010,0010)', { path: 'outer' })];
    expect(tellingChanges(rows, 1).map(({ path }) => path)).toEqual(['outer']);
  });
});
