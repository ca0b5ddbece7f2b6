import { describe, expect, it } from 'vitest';
import type { DiffRow } from '../../../pipeline/contracts/deidentify.protocol.ts';
import { diffRow } from '../../../testing/batch-files.ts';
import { ruleSubjectOf } from './rule-subject.ts';

const rowOf = (path: string, parts: Partial<DiffRow> = {}): DiffRow =>
  diffRow({ path, tag: path.slice(-11), name: 'Some Attribute', vr: 'LO', ...parts });

describe('ruleSubjectOf', () => {
  it('is the attribute itself, wherever it stands', () => {
    const row = rowOf('(0008,1140)[0].(0008,103e)');
    expect(ruleSubjectOf(row)?.selector).toEqual({ kind: 'tag', tag: '0008103E' });
  });

  it('is one element by its creator for a private attribute, and beside it all of the creator', () => {
    const creator = rowOf('(0029,0010)', { isPrivate: true, name: 'Private Creator', before: 'INNER ' });
    const row = rowOf('(0008,1140)[0].(0029,1008)', { isPrivate: true, name: 'Private attribute · INNER' });
    const all = { selector: { kind: 'private-creator', creator: 'INNER' }, name: 'all of INNER' };
    expect(ruleSubjectOf(row)).toEqual({
      selector: { kind: 'private-element', creator: 'INNER', element: '0029xx08' },
      name: '(0029,xx08) of INNER',
      wider: all,
    });
    expect(ruleSubjectOf(creator)).toEqual({ ...all, wider: null });
  });

  it('is nothing for a private attribute without creator, for what was added and for file meta', () => {
    expect(ruleSubjectOf(rowOf('(0029,1108)', { isPrivate: true, name: 'Private attribute' }))).toBeNull();
    expect(ruleSubjectOf(rowOf('(0012,0062)', { effect: 'added', action: '+' }))).toBeNull();
    expect(ruleSubjectOf(rowOf('(0002,0010)'))).toBeNull();
  });
});
