import { nextTask } from '../../pipeline/concurrency/next-task.ts';

const FLUSH_MS = 160;
/** Updates of the screen use at most this part of the time. With 50,000 files one update takes long. */
const SHARE_OF_TIME = 1 / 10;
const LONGEST_MS = 2000;

/**
 * Drains an iterable and hands its items over in groups, about six times a second: often enough for the eye, seldom
 * enough for a long list, and more seldom where handing over has been found to take long. An empty group comes when
 * nothing new arrived, so that clocks move on. The last group comes at once, without a timer.
 * @param everyMs asked each time: how long to wait at least between two groups, where that is longer than usual
 */
export async function collectInto<Item>(
  items: AsyncIterable<Item>,
  hand: (group: readonly Item[], nowMs: number) => void,
  everyMs: () => number | null = () => null,
): Promise<void> {
  let group: Item[] = [];
  let notBeforeMs = 0;
  const flush = () => {
    const full = group;
    group = [];
    hand(full, performance.now());
  };
  const flushWhenDue = async () => {
    const startMs = performance.now();
    if (startMs < notBeforeMs) {
      return;
    }
    flush();
    // What the store's listeners have set off is the task after the next.
    await nextTask();
    await nextTask();
    const tookMs = performance.now() - startMs;
    const pauseMs = Math.min(LONGEST_MS, tookMs / SHARE_OF_TIME);
    notBeforeMs = startMs + Math.max(pauseMs, everyMs() ?? 0);
  };
  const timer = setInterval(() => void flushWhenDue(), FLUSH_MS);
  try {
    for await (const item of items) {
      group.push(item);
    }
  } finally {
    clearInterval(timer);
    flush();
  }
}
