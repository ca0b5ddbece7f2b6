import { useEffect, useMemo } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';
import type { RemainsState } from '../batch/remains-state.ts';
import type { Intents } from '../intents/create-intents.ts';
import { remainsStrings } from '../ui/strings/remains.ts';
import { countRemains, filterRows } from './filter-rows.ts';
import { RemainsDetail } from './remains-detail.tsx';
import { RemainsEmpty } from './remains-empty.tsx';
import { RemainsFilters } from './remains-filters.tsx';
import { RemainsGrid } from './remains-grid.tsx';
import { RemainsCaveats, RemainsProgress } from './remains-progress.tsx';
import { useActive } from './use-active.ts';

/** What this view asks of the page. */
export type RemainsIntents = Pick<
  Intents,
  'watchRemains' | 'surveyRemains' | 'stopRemains' | 'reviewValue' | 'filterRemains' | 'chooseValue'
>;

/** Every value that is still there, over the whole batch. It looks when it is opened, and again when rules change. */
export function RemainsView(props: {
  remains: RemainsState;
  files: readonly BatchFile[];
  intents: RemainsIntents;
  onOpenFile: (id: number) => void;
  /** Null where the preset takes no own rules. */
  onWriteRule: Intents['writeRule'] | null;
}) {
  const { remains, intents, onWriteRule } = props;
  const { rows, reviewed, filter, phase } = remains;
  const { watchRemains } = intents;
  useEffect(() => watchRemains(), [watchRemains]);
  const shown = useMemo(() => filterRows(rows, filter, reviewed), [rows, filter, reviewed]);
  const counts = useMemo(() => countRemains({ rows, reviewed }), [rows, reviewed]);
  const active = useActive(shown, remains.chosenKey);
  const selected = shown[active];
  const isReviewed = selected !== undefined && reviewed.has(selected.reviewKey);
  const review = (row: RemainingRow, asReviewed: boolean) => {
    const next = shown[active + 1] ?? shown[active - 1];
    if (asReviewed && filter.isToCheckOnly && next !== undefined) {
      intents.chooseValue(next.key);
    }
    intents.reviewValue(row.reviewKey, asReviewed);
  };
  return (
    <>
      <RemainsFilters filter={filter} onChange={intents.filterRemains}>
        <RemainsProgress remains={remains} counts={counts} onStop={intents.stopRemains} />
      </RemainsFilters>
      <RemainsCaveats remains={remains} onLookAgain={intents.surveyRemains} />
      <RemainsGrid
        rows={shown}
        active={active}
        reviewed={reviewed}
        isBusy={phase === 'looking'}
        onChoose={intents.chooseValue}
        onReview={review}
        onWriteRule={onWriteRule}
      >
        {shown.length === 0 && <RemainsEmpty remains={remains} onFilter={intents.filterRemains} />}
      </RemainsGrid>
      {selected !== undefined && (
        <RemainsDetail
          row={selected}
          isReviewed={isReviewed}
          example={props.files.find(({ id }) => id === selected.fileId)?.path ?? ''}
          onReview={review}
          onOpenFile={props.onOpenFile}
          onWriteRule={onWriteRule}
        />
      )}
      <p className="vh" role="status" aria-label={remainsStrings.tab}>
        {announce(remains, counts)}
      </p>
    </>
  );
}

/** Said when a look begins and when it ends, not in between. */
function announce({ phase, total, looked }: RemainsState, counts: ReturnType<typeof countRemains>): string {
  const text = remainsStrings;
  switch (phase) {
    case 'not-asked':
      return '';
    case 'looking':
      return text.lookingAt(total);
    case 'stopped':
      return text.stopped(looked, total);
    case 'broken':
      return text.broken;
    default:
      return `${text.found(counts.values, looked)}, ${text.toCheck(counts.toCheck)}.`;
  }
}
