import type { ReactNode } from 'react';
import { useRows } from './use-rows.ts';

/** A list of any length in a box of its own: the box takes the focus and scrolls with the keys. */
export function VirtualList<Item>(props: {
  label: string;
  items: readonly Item[];
  rowPx: number;
  rowClass: string;
  keyOf: (item: Item) => number;
  render: (item: Item) => ReactNode;
}) {
  const { items } = props;
  const { scroller, virtualizer, rowRef } = useRows({ count: items.length, active: 0, estimatePx: () => props.rowPx });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable (WCAG 2.1.1).
    <section className="file-list" ref={scroller} tabIndex={0} aria-label={props.label}>
      <ul className="virtual" style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => {
          const item = items[row.index];
          return (
            item !== undefined && (
              <li
                key={props.keyOf(item)}
                ref={rowRef}
                data-index={row.index}
                aria-posinset={row.index + 1}
                aria-setsize={items.length}
                className={props.rowClass}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {props.render(item)}
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
