import { describe, expect, it } from 'vitest';
import type { Release } from '../../deidentify/context.ts';
import type { PixelAssessment } from '../../pixel-data/assess-pixels.ts';
import { allSeen, everyImage, someImages, unstated } from '../../testing/pixel-statements.ts';
import { box } from '../../testing/redact.ts';
import type { SearchFacts } from '../contracts/text-search.ts';
import { type Blanking, judgePixels } from './judge-pixels.ts';

const image: PixelAssessment = {
  riskClass: 'A',
  code: 'secondary-capture',
  reason: 'why',
  isDocument: false,
  showsAll: true,
};
const looked = { pixels: allSeen } as Release;

describe('judgePixels', () => {
  it('takes the word of who looked at an image', () => {
    expect(judgePixels(image, 'hold', { release: looked })).toEqual({ verdict: 'confirmed', holds: [], findings: [] });
  });

  it('takes nobody’s word for what the image does not show', () => {
    const hidden: PixelAssessment = { ...image, code: 'codestream-comment', showsAll: false };
    expect(judgePixels(hidden, 'hold', { release: null })).toMatchObject({
      verdict: 'not-reviewed',
      holds: [{ reason: 'why' }],
    });
    expect(judgePixels(hidden, 'hold', { release: looked })).toEqual({
      verdict: 'not-reviewed',
      holds: [],
      findings: [{ code: 'pixel-data-holds-more', message: 'why' }],
    });
  });
});

describe('judgePixels of a blanked image', () => {
  const said = (seen: typeof everyImage | typeof someImages, isOverText = false) =>
    ({ pixels: { kind: 'nothing-identifying', seen, isOverText } }) as Release;
  const areas = [box({ column: 10, row: 10, columns: 40, rows: 20 })];
  const inside = { column: 12, row: 12, columns: 30, rows: 8 };
  const reaching = { ...inside, row: 25 };
  const found = (place: typeof inside, isPatients = false, isTextBeside = false): SearchFacts => ({
    kind: 'searched',
    hits: [{ ...place, isPatients }],
    isTextBeside,
  });
  const none: SearchFacts = { kind: 'searched', hits: [], isTextBeside: false };
  const judge = (
    review: Blanking['review'],
    riskClass: PixelAssessment['riskClass'],
    release: Release | null,
    search?: SearchFacts,
  ) => {
    const blanking = { review, areas, keepsRegions: false };
    const { verdict, holds } = judgePixels({ ...image, riskClass }, 'hold', { release, blanking, search, frames: 4 });
    return [verdict, ...holds.map(({ reason }) => reason)];
  };

  it('never claims cleaned pixels where a program blanked and nobody saw the result', () => {
    for (const search of [undefined, none, found(inside)]) {
      for (const riskClass of ['A', 'B', 'C'] as const) {
        expect(judge('by-program', riskClass, said(everyImage), search)).toEqual(['blanked-confirmed']);
        expect(judge('by-program', riskClass, said(someImages), search)).toEqual(['blanked-not-all-seen']);
      }
    }
  });

  it.each([
    ['seen', undefined, 'blanked'],
    ['seen', none, 'blanked'],
    ['seen', found(inside), 'blanked'],
    ['seen', found(inside, true), 'blanked'],
    ['seen', found(reaching), 'blanked-confirmed'],
    ['seen', found(reaching, true), 'blanked-over-text'],
    ['not-all-seen', found(reaching), 'blanked-not-all-seen'],
    ['not-all-seen', found(reaching, true), 'blanked-over-text'],
  ] as const)('%s by a person, with what the search left: %o', (review, search, verdict) => {
    for (const riskClass of ['A', 'B', 'C'] as const) expect(judge(review, riskClass, null, search)).toEqual([verdict]);
  });

  it('is held where a program blanked beside a text that was found', () => {
    const released = { pixels: unstated } as Release;
    for (const release of [null, released]) {
      expect(judge('by-program', 'B', release, found(reaching))).toEqual([
        ...['blanked-by-program', 'Text found in the image'],
      ]);
      expect(judge('by-program', 'C', release, found(reaching, true))).toEqual([
        ...['blanked-by-program', 'Text found in the image'],
      ]);
      expect(judge('by-program', 'B', release, found(inside))).toEqual(['blanked-by-program']);
    }
    const beside: SearchFacts = { kind: 'searched', hits: [], isTextBeside: true };
    expect(judge('by-program', 'C', null, beside)).toHaveLength(2);
    expect(judge('by-program', 'C', null, found(inside, false, true))).toEqual(['blanked-by-program']);
  });

  it('is held where a text is left inside of the regions of an ultrasound, as class B is', () => {
    const regions: Blanking['areas'] = [{ ...areas[0]!, kind: 'keep' }];
    const blanking = { review: 'by-program', areas: regions, keepsRegions: true } as const;
    const ultrasound: PixelAssessment = { ...image, code: 'ultrasound' };
    const judged = (search?: SearchFacts) => {
      const { verdict, holds } = judgePixels(ultrasound, 'clean', { release: null, blanking, search });
      return [verdict, ...holds.map(({ reason }) => reason)];
    };
    for (const isPatients of [true, false]) {
      expect(judged(found(inside, isPatients))).toEqual(['blanked-by-program', 'Text found in the image']);
    }
    const beside: SearchFacts = { ...none, isTextBeside: true };
    expect(judged(beside)).toEqual(['blanked-by-program', 'Text found in another image of the series']);
    for (const search of [undefined, none, found({ ...inside, row: 30 })]) {
      expect(judged(search)).toEqual(['blanked-by-program']);
    }
  });

  it('takes the stricter of the search and what a decision knows of an earlier one', () => {
    const verdictOf = (
      textLeft: NonNullable<Blanking['textLeft']>,
      search?: SearchFacts,
      release: Release | null = null,
    ) =>
      judgePixels(image, 'hold', {
        release,
        blanking: { review: 'seen', areas, keepsRegions: false, textLeft },
        search,
      }).verdict;
    for (const search of [undefined, none, found(inside)]) {
      expect(verdictOf('other', search)).toBe('blanked-confirmed');
      expect(verdictOf('patients', search)).toBe('blanked-over-text');
      expect(verdictOf('patients', search, said(everyImage))).toBe('blanked-over-text');
    }
    expect(verdictOf('other', found(reaching, true))).toBe('blanked-over-text');
  });

  it('takes areas of single frames, and regions that are kept, for no cover of a text', () => {
    const verdictOf = (area: Blanking['areas'][number], place: typeof inside) =>
      judgePixels(image, 'hold', {
        release: null,
        blanking: { review: 'seen', areas: [area], keepsRegions: false },
        search: found(place),
      }).verdict;
    expect(verdictOf({ ...areas[0]!, frames: [0] }, inside)).toBe('blanked-confirmed');
    expect(verdictOf({ ...areas[0]!, kind: 'keep' }, { ...inside, row: 30 })).toBe('blanked');
    expect(verdictOf({ ...areas[0]!, kind: 'keep' }, { ...inside, row: 29 })).toBe('blanked-confirmed');
  });
});

describe('judgePixels of an image that shows a text of this patient', () => {
  const search: SearchFacts = {
    kind: 'searched',
    hits: [{ column: 1, row: 1, columns: 50, rows: 10, isPatients: true }],
    isTextBeside: false,
  };

  it.each(['A', 'B', 'C'] as const)('class %s: says that it was left in, whatever a person says', (riskClass) => {
    const { verdict, holds } = judgePixels({ ...image, riskClass }, 'hold', { release: looked, search });
    expect([verdict, holds]).toEqual(['over-text', []]);
  });
});
