import { describe, expect, it } from 'vitest';
import { deidentified, fakeFile, held } from '../../../testing/fake-batch.ts';
import { nothingForetold } from '../../batch/outcomes.ts';
import { boxReach, boxStandings, framesReached } from './box-reach.ts';

const leftOut = { kind: 'skipped', code: 'left-out', reason: 'r' } as const;

describe('what boxes are about', () => {
  const members = [fakeFile(1), fakeFile(2), fakeFile(3, { rows: 100 }), fakeFile(4, {}, { outcome: leftOut })];

  it('is one image, or those of the series that have its size; left out ones get them and are not counted', () => {
    expect(boxReach(members[0]!, members, 'image', nothingForetold)).toMatchObject({ ids: [1], otherSize: 0 });
    const { ids, images, otherSize } = boxReach(members[0]!, members, 'series', nothingForetold);
    expect([ids, images.map(({ id }) => id), otherSize]).toEqual([[1, 2, 4], [1, 2], 1]);
  });

  it('is every frame of an image, as every page of a document that is drawn', () => {
    const drawn = fakeFile(5, { frames: 3 });
    expect(framesReached(boxReach(drawn, [drawn], 'image', nothingForetold))).toBe(3);
    expect(framesReached(boxReach(members[0]!, members, 'series', nothingForetold))).toBe(1);
  });
});

it('what became of images with boxes is counted by what is known', () => {
  const redaction = { areas: [], review: 'not-all-seen' } as const;
  const cannot = held({ reason: 'This cannot be blanked.' });
  const members = [
    fakeFile(1, {}, { redaction, outcome: deidentified }),
    fakeFile(2, {}, { redaction }),
    fakeFile(3, {}, { redaction, outcome: cannot }),
    fakeFile(4, {}, { redaction, outcome: leftOut }),
    fakeFile(5, {}, { outcome: cannot }),
  ];
  expect(boxStandings(members, nothingForetold)).toEqual({
    done: 1,
    checking: 1,
    staying: [['This cannot be blanked.', 1]],
  });
});
