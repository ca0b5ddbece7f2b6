import { useMemo } from 'react';
import { lastDecision } from '../../batch/reduce-boxes.ts';
import { useBatch, useIntents } from '../../store/use-batch.ts';
import type { SeriesBoxes } from './use-boxes.ts';

/** The boxes of a series as the page keeps them, and what can be done about them. */
export function useSeriesBoxes(series: string): SeriesBoxes {
  const draft = useBatch(({ boxes }) => boxes.drafts.get(series) ?? null);
  const last = useBatch((state) => lastDecision(state, series));
  const { drawBoxes, blankBoxes, takeBoxesBack } = useIntents();
  return useMemo(
    () => ({
      draft,
      last,
      onDraw: (next) => drawBoxes(series, next),
      onBlank: (blanked, scope, ids, shown) => blankBoxes({ series, draft: blanked, scope, ids, shown }),
      onTakeBack: () => takeBoxesBack(series),
    }),
    [series, draft, last, drawBoxes, blankBoxes, takeBoxesBack],
  );
}
