import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffRow } from '../../testing/batch-files.ts';
import type { ChangedRow } from './record-lines.ts';
import { createSharedChanges } from './shared-changes.ts';

const uid = fc.oneof(fc.constantFrom('1.2.3', '1.2.3\\1.2.4', '","uids":["', '\\"', '[]'), fc.string());
const row: fc.Arbitrary<ChangedRow> = fc.record(
  {
    path: fc.constantFrom('(0008,0018)', ',"uids":["1","2"]', '\\'),
    vr: fc.constantFrom('UI', 'LO'),
    action: fc.constantFrom('U', 'X'),
    effect: fc.constantFrom('replaced', 'removed'),
    reason: fc.constantFrom('QMENTA · X', '"', ''),
    uids: fc.tuple(uid, uid),
  },
  { requiredKeys: ['path', 'vr', 'action', 'effect', 'reason'] },
);

/** As a record names it, the number of its file taken off. */
const lineOf = (rows: readonly ChangedRow[] | null) => `"rows":${JSON.stringify(rows)}}`;

describe('shared changes', () => {
  it.each([0, 300, 1_000_000])('gives each file its own rows again, with room for %d characters', (room) => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.array(row, { maxLength: 4 })), { maxLength: 6 }), (files) => {
        const shared = createSharedChanges(room);
        const noted = files.map((rows) => shared.note(lineOf(rows)));
        const kept = JSON.parse(JSON.stringify(noted)) as typeof noted;
        const expected = files.map(
          (rows) =>
            rows?.map(({ uids: [before, after] = [null, null], ...rest }) =>
              diffRow({ tag: '', name: '', depth: 0, isPrivate: false, ...rest, before, after }),
            ) ?? null,
        );
        expect(kept.map(shared.rowsOf)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('holds what is the same in two files once', () => {
    const shared = createSharedChanges();
    const rowOf = (uids: readonly [string, string]) =>
      lineOf([{ path: '(0008,0018)', vr: 'UI', action: 'U', effect: 'replaced', reason: '', uids }]);
    const one = shared.note(rowOf(['1.2', '2.25.1']));
    const other = shared.note(rowOf(['1.3', '2.25.2']));
    expect([one, other]).toEqual([
      { form: 0, uids: [['1.2', '2.25.1']] },
      { form: 0, uids: [['1.3', '2.25.2']] },
    ]);
  });

  it('takes the UIDs of a row wherever they stand in it', () => {
    const shared = createSharedChanges();
    const rows = '"rows":[{"uids":["1.2","2.25.1"],"path":"a"},{"path":"b","uids":["1.3","2.25.2"]}]}';
    expect(shared.rowsOf(shared.note(rows))).toMatchObject([
      { path: 'a', before: '1.2', after: '2.25.1' },
      { path: 'b', before: '1.3', after: '2.25.2' },
    ]);
  });

  it.each([
    ['long', 'a'.repeat(10_000_000)],
    ['full of escapes', '\\'.repeat(10_000_000)],
  ])('takes a value that is %s', (_, before) => {
    const shared = createSharedChanges();
    const noted = shared.note(`"rows":[{"path":"a","uids":${JSON.stringify([before, '2.25.1'])}}]}`);
    expect(shared.rowsOf(noted)?.[0]?.before === before).toBe(true);
  });

  it.each(['', '"rows":[]', '"row":[]}', '"rows":{}}', '"rows":[{]}'])('refuses %j', (text) => {
    expect(() => createSharedChanges().note(text)).toThrow(SyntaxError);
  });
});
