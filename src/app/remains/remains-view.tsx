import { memo, useEffect, useMemo } from 'react';
import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';
import { takesOptions } from '../batch/edit-profile.ts';
import type { RemainsState } from '../batch/remains-state.ts';
import { useBatch, useBatchInPieces, useIntents } from '../store/use-batch.ts';
import { remainsStrings } from '../ui/strings/remains.ts';
import { countRemains, filterRows } from './filter-rows.ts';
import { RemainsDetail } from './remains-detail.tsx';
import { RemainsEmpty } from './remains-empty.tsx';
import { RemainsFilters } from './remains-filters.tsx';
import { RemainsGrid } from './remains-grid.tsx';
import { RemainsCaveats, RemainsProgress } from './remains-progress.tsx';
import { useActive } from './use-active.ts';

/** Every value that is still there, over the whole batch. It looks when it is opened, and again when rules change. */
export function RemainsView({ onOpenFile }: { onOpenFile: (id: number) => void }) {
  const remains = useBatchInPieces((state) => state.remains, takesLong);
  return <RemainsPane remains={remains} onOpenFile={onOpenFile} />;
}

/** A filter, and what a person says of one value, are shown at once. */
function takesLong(before: RemainsState, next: RemainsState): boolean {
  return before.rows !== next.rows || before.looked !== next.looked;
}

/** It is not made anew while something else of the batch changes, nor before a part that takes long is whole. */
const RemainsPane = memo(function RemainsPane(props: { remains: RemainsState; onOpenFile: (id: number) => void }) {
  const { remains } = props;
  const { rows, reviewed, filter, phase } = remains;
  const intents = useIntents();
  const takesRules = useBatch(({ profile }) => takesOptions(profile.preset));
  const onWriteRule = takesRules ? intents.writeRule : null;
  const { watchRemains } = intents;
  useEffect(() => watchRemains(), [watchRemains]);
  const shown = useMemo(() => filterRows(rows, filter, reviewed), [rows, filter, reviewed]);
  const counts = useMemo(() => countRemains({ rows, reviewed }), [rows, reviewed]);
  const active = useActive(shown, remains.chosenKey);
  const selected = shown[active];
  const example = useBatch(({ files }) => files.find(({ id }) => id === selected?.fileId)?.path ?? '');
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
          example={example}
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
});

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
