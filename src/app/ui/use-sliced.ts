import { useEffect, useMemo, useRef, useState } from 'react';
import { runFor, runSliced } from './run-sliced.ts';

/** Most computations fit in here and need no second render. */
const FIRST_SLICE_MS = 8;

/**
 * The result of a computation that takes turns. While a new one is at work, the last result stays.
 * @param create starts the computation; another function is another computation, so it is memoised by the caller.
 */
export function useSliced<Result>(create: () => Generator<void, Result>): {
  readonly value: Result | null;
  readonly isWorking: boolean;
} {
  const job = useMemo(() => {
    const work = create();
    return { work, first: runFor(work, FIRST_SLICE_MS) };
  }, [create]);
  const [late, setLate] = useState<{ readonly of: typeof job; readonly result: Result } | null>(null);
  const last = useRef<Result | null>(null);
  const done = job.first ?? (late?.of === job ? late : null);
  useEffect(() => {
    if (job.first !== null) {
      return;
    }
    const end = new AbortController();
    void runSliced(job.work, end.signal).then((finished) => {
      if (finished !== null) {
        setLate({ of: job, result: finished.result });
      }
    });
    return () => end.abort();
  }, [job]);
  useEffect(() => {
    if (done !== null) {
      last.current = done.result;
    }
  }, [done]);
  return { value: done === null ? last.current : done.result, isWorking: done === null };
}
