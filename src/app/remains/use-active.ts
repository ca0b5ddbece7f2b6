import { useEffect, useRef } from 'react';
import type { RemainingRow } from '../../pipeline/survey/remaining-values.ts';

/** Index of the chosen line; when it is gone, of the one that has come in its place. */
export function useActive(rows: readonly RemainingRow[], chosenKey: string | null): number {
  const last = useRef(0);
  const found = chosenKey === null ? 0 : rows.findIndex(({ key }) => key === chosenKey);
  const active = found >= 0 ? found : Math.min(last.current, Math.max(0, rows.length - 1));
  useEffect(() => {
    last.current = active;
  }, [active]);
  return active;
}
