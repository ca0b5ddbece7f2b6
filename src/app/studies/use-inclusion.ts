import { useState } from 'react';
import type { InclusionChange } from './inclusion.ts';

/** Leaving out and putting back, with every step of it to be undone. */
export function useInclusion(
  onLeaveOut: (ids: readonly number[]) => void,
  onPutBack: (ids: readonly number[]) => void,
) {
  const [done, setDone] = useState<readonly InclusionChange[]>([]);
  const apply = ({ kind, ids }: InclusionChange) => (kind === 'left-out' ? onLeaveOut(ids) : onPutBack(ids));
  const last = done.at(-1) ?? null;
  return {
    last,
    change: (change: InclusionChange) => {
      if (change.ids.length > 0) {
        apply(change);
        setDone([...done, change]);
      }
    },
    undo: () => {
      if (last !== null) {
        apply({ kind: last.kind === 'left-out' ? 'put-back' : 'left-out', ids: last.ids });
        setDone(done.slice(0, -1));
      }
    },
  };
}
