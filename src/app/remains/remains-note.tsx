import { useMemo } from 'react';
import { useBatch } from '../store/use-batch.ts';
import { remainsStrings } from '../ui/strings/remains.ts';
import { countRemains } from './filter-rows.ts';

/** Beside the name of the tab: `214 values, 4 to check`, or that this is out of date; nothing before anyone has asked. */
export function RemainsNote() {
  const rows = useBatch(({ remains }) => remains.rows);
  const reviewed = useBatch(({ remains }) => remains.reviewed);
  const phase = useBatch(({ remains }) => remains.phase);
  const isOutOfDate = useBatch(({ remains }) => remains.isOutOfDate);
  const { values, toCheck } = useMemo(() => countRemains({ rows, reviewed }), [rows, reviewed]);
  if (phase === 'not-asked' || values === 0) {
    return null;
  }
  return (
    <>
      <span className="wide">{remainsStrings.values(values)}</span>
      {isOutOfDate ? remainsStrings.outOfDate : remainsStrings.toCheck(toCheck)}
    </>
  );
}
