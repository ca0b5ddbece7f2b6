import { expect, it } from 'vitest';
import { rowSentence } from './row-sentence.ts';

it('says what a rule did, and not that it cleaned what it left as it was', () => {
  const reason = 'PS3.15 E.3.5 · C';
  expect(rowSentence({ effect: 'replaced', action: 'C', reason })).toBe(`Replaced by rule ${reason} (C, cleaned).`);
  expect(rowSentence({ effect: 'kept', action: 'C', reason })).toBe(
    `Kept as it is: rule ${reason} (C, cleaned) found nothing to change.`,
  );
  expect(rowSentence({ effect: 'kept', action: 'K', reason: 'Own rule · K' })).toBe(
    'Kept as it is by rule Own rule · K.',
  );
  expect(rowSentence({ effect: 'kept', action: 'K', reason: 'No rule names it' })).toBe(
    'Kept as it is: no rule names it.',
  );
});
