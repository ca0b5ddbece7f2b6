const FLUSH_MS = 160;

/**
 * Drains an iterable and hands its items over in groups, about six times a second: often enough for the eye, seldom
 * enough for a list of 50,000 files. An empty group comes when nothing new arrived, so that clocks move on.
 */
export async function collectInto<Item>(
  items: AsyncIterable<Item>,
  hand: (group: readonly Item[], nowMs: number) => void,
): Promise<void> {
  let group: Item[] = [];
  const flush = () => {
    const full = group;
    group = [];
    hand(full, performance.now());
  };
  const timer = setInterval(flush, FLUSH_MS);
  try {
    for await (const item of items) {
      group.push(item);
    }
  } finally {
    clearInterval(timer);
    flush();
  }
}
