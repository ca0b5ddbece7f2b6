import { defaultRangeExtractor, measureElement, useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, RefObject } from 'react';
import { useDeferredValue, useLayoutEffect, useReducer, useRef } from 'react';

const OVERSCAN = 12;

/**
 * Virtual rows with one tab stop: the active row is always rendered, so that Tab reaches it, and takes the focus when a
 * key moves it. Where they lie side by side, height is width.
 */
export function useRows(props: {
  readonly count: number;
  readonly active: number;
  readonly estimatePx: (index: number) => number;
  readonly keyOf?: (index: number) => string | number;
  /** Height of what lies over the first rows in sight; 0 by default. */
  readonly coveredStartPx?: number;
  /** Height of what is out of sight or covered at the end; by default that of the sticky head above the rows. */
  readonly coveredEndPx?: number;
  readonly isHorizontal?: boolean;
  readonly overscan?: number;
  /** The box that scrolls, where its size has to be known before. */
  readonly scroller?: RefObject<HTMLDivElement | null>;
  /** What the focus goes to when a key has moved it; the active row itself by default. */
  readonly focusTarget?: string;
}) {
  const ownScroller = useRef<HTMLDivElement>(null);
  const scroller = props.scroller ?? ownScroller;
  const takesFocus = useRef(false);
  const [, renderAgain] = useReducer((times: number) => times + 1, 0);
  const virtualizer = useVirtualizer({
    count: props.count,
    getScrollElement: () => scroller.current,
    estimateSize: props.estimatePx,
    horizontal: props.isHorizontal ?? false,
    // So that most rows come with the list itself, before its box has been measured.
    initialRect: { width: innerWidth / 2, height: (innerHeight * 2) / 3 },
    // First those in sight, then those around them.
    overscan: useDeferredValue(props.overscan ?? OVERSCAN, 1),
    // The sticky head is in the flow above the rows and covers as much at the end.
    scrollPaddingEnd: props.coveredEndPx ?? 27,
    scrollPaddingStart: props.coveredStartPx ?? 0,
    getItemKey: props.keyOf,
    // Nothing has a size in a pane that is out of sight; rows keep theirs, or the list would have moved when it is back.
    measureElement: (row, entry, list) => {
      const px = measureElement(row, entry, list);
      return px > 0 ? px : (list.measurementsCache[list.indexFromElement(row)]?.size ?? 0);
    },
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      return rows.includes(props.active) || props.active >= props.count ? rows : [...rows, props.active].sort(byNumber);
    },
  });
  useLayoutEffect(() => {
    if (!takesFocus.current) {
      return;
    }
    const row = scroller.current?.querySelector<HTMLElement>(props.focusTarget ?? `[data-index="${props.active}"]`);
    if (row) {
      takesFocus.current = false;
      row.focus({ preventScroll: true });
    }
  });
  return {
    scroller,
    virtualizer,
    /** Call before the state change that moves the active row. */
    moveTo: (index: number) => {
      takesFocus.current = true;
      virtualizer.scrollToIndex(index);
      // Where nothing else changes, as when the rows have changed already, the focus still has to be given.
      renderAgain();
    },
    /** Ref of each row: measures it. One function for all, or every render would measure every row again. */
    rowRef: virtualizer.measureElement,
  };
}

/** Where a key moves the active row; null for keys that do not move it. */
export function movedRow(event: KeyboardEvent, active: number, count: number): number | null {
  const last = count - 1;
  const target: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + 15,
    PageUp: active - 15,
    Home: 0,
    End: last,
  };
  const moved = target[event.key];
  if (moved === undefined || count === 0 || event.altKey || event.metaKey) {
    return null;
  }
  return Math.min(last, Math.max(0, moved));
}

function byNumber(a: number, b: number): number {
  return a - b;
}
