import { describe, expect, it } from 'vitest';
import { remainingRow } from '../../testing/remaining-row.ts';
import { remainingSubjectOf } from './remaining-subject.ts';

describe('remainingSubjectOf', () => {
  it('names the attribute of a standard element', () => {
    expect(remainingSubjectOf(remainingRow('T1'))).toEqual({
      selector: { kind: 'tag', tag: '0008103E' },
      name: '(0008,103E) Series Description',
    });
  });

  it('names one private element by its creator, and all of a creator by the creator itself', () => {
    const creator = { selector: { kind: 'private-creator', creator: 'ACME 1' }, name: 'all of ACME 1' };
    const element = { isPrivate: true, tag: '(0029,1008)', name: 'Private attribute · ACME 1' };
    expect(remainingSubjectOf(remainingRow('x', element))).toEqual({
      selector: { kind: 'private-element', creator: 'ACME 1', element: '0029xx08' },
      name: '(0029,xx08) of ACME 1',
    });
    const own = { isPrivate: true, tag: '(0029,0010)', name: 'Private Creator' };
    expect(remainingSubjectOf(remainingRow('ACME 1', own))).toEqual(creator);
  });

  it('has nothing for what the run adds, and for private elements of nobody', () => {
    expect(remainingSubjectOf(remainingRow('YES', { effect: 'added' }))).toBeNull();
    const orphan = { isPrivate: true, tag: '(0029,1008)', name: 'Private attribute' };
    expect(remainingSubjectOf(remainingRow('x', orphan))).toBeNull();
  });
});
