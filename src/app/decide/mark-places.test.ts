import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markPlaces } from './mark-places.ts';

it('marks what stands at the places', () => {
  expect(markPlaces('Hip of Quillfeather B', [[7, 19]])).toEqual([
    { text: 'Hip of ', isMarked: false },
    { text: 'Quillfeather', isMarked: true },
    { text: ' B', isMarked: false },
  ]);
});

it('loses and doubles nothing, whatever the places are', () => {
  const place = fc.tuple(fc.nat(30), fc.nat(30)).map(([from, more]) => [from, from + more] as const);
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.array(place), (text, places) => {
      const stretches = markPlaces(text, places);
      expect(stretches.map((one) => one.text).join('')).toBe(text);
      let at = 0;
      for (const { text: part, isMarked } of stretches) {
        for (const _ of Array.from({ length: part.length })) {
          const isInside = places.some(([from, to]) => at >= from && at < to);
          expect(isMarked).toBe(isInside);
          at++;
        }
      }
    }),
  );
});
