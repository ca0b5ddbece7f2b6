import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { hasImage } from '../batch/derived/count-images.ts';
import { movedRow, useRows } from '../ui/controls/use-rows.ts';
import { formatCount, formatDate } from '../ui/format.ts';
import { decideStrings } from '../ui/strings/decide.ts';
import { titleOf } from './entry-title.ts';

/** As in `decide.css`: thousands of rows are placed without looking at one of them. */
const ROW_PX = 76;
const HEAD_PX = 30;
/** A rail of thumbnails, in which the heads of groups take no room. */
const rail = matchMedia('(min-width: 760.02px) and (max-width: 1180px)');

/** Everything that waits, by reason. One Tab stop; arrow keys open the entry above or below. */
export function QueueList(props: {
  entries: readonly WaitingEntry[];
  open: WaitingEntry;
  /** True where the focus goes to the open entry in the list. */
  takesFocus: boolean;
  proposalOf: (entry: WaitingEntry) => string;
  thumbnail: (file: BatchFile) => ReactNode;
  onOpen: (key: string) => void;
}) {
  const { entries, open, takesFocus } = props;
  const active = entries.indexOf(open);
  const isFirst = (index: number) => entries[index]?.reason !== entries[index - 1]?.reason;
  const headPx = useSyncExternalStore(hearRail, () => (rail.matches ? 0 : HEAD_PX));
  const { scroller, virtualizer, moveTo } = useRows({
    count: entries.length,
    active,
    estimatePx: (index) => (isFirst(index) ? ROW_PX + headPx : ROW_PX),
    // The same function while the entries are: all rows are placed anew for another one.
    // biome-ignore lint/correctness/useExhaustiveDependencies: also where heads take other room.
    keyOf: useCallback((index: number) => entries[index]?.key ?? index, [entries, headPx]),
    coveredStartPx: headPx,
    coveredEndPx: 0,
    focusTarget: `[data-entry="${active}"]`,
  });
  useEffect(() => virtualizer.scrollToIndex(active), [virtualizer, active]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: for another entry, not with each rendering.
  useLayoutEffect(() => {
    if (takesFocus) moveTo(active);
  }, [takesFocus, open.key]);
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedRow(event, active, entries.length);
    const entry = moved === null ? undefined : entries[moved];
    if (moved === null || entry === undefined) return;
    event.preventDefault();
    moveTo(moved);
    props.onOpen(entry.key);
  };
  const counts = useMemo(() => countReasons(entries), [entries]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it.
    <div className="scroll queue-scroll" ref={scroller} onKeyDown={onKeyDown}>
      <ul className="virtual queue" aria-label={decideStrings.list} style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => {
          const entry = entries[row.index];
          if (entry === undefined) return null;
          return (
            <li
              key={entry.key}
              data-index={row.index}
              aria-posinset={row.index + 1}
              aria-setsize={entries.length}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {isFirst(row.index) && (
                <h3 className="queue-group">
                  {decideStrings.reasons[entry.reason]}{' '}
                  <span className="faint num">{formatCount(counts.get(entry.reason) ?? 0)}</span>
                </h3>
              )}
              <EntryButton
                entry={entry}
                index={row.index}
                isOpen={entry === open}
                proposal={props.proposalOf(entry)}
                thumbnail={props.thumbnail}
                onOpen={props.onOpen}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function hearRail(listener: () => void): () => void {
  rail.addEventListener('change', listener);
  return () => rail.removeEventListener('change', listener);
}

function countReasons(entries: readonly WaitingEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { reason } of entries) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

/** Rendered again only where something of it is another: the rows in sight are many. */
const EntryButton = memo(function EntryButton(props: {
  entry: WaitingEntry;
  index: number;
  isOpen: boolean;
  proposal: string;
  thumbnail: (file: BatchFile) => ReactNode;
  onOpen: (key: string) => void;
}) {
  const { entry } = props;
  const first = entry.files.find(hasImage);
  const title = titleOf(entry);
  const date = formatDate(entry.date);
  return (
    <button
      type="button"
      className="queue-entry"
      data-entry={props.index}
      tabIndex={props.isOpen ? 0 : -1}
      aria-current={props.isOpen ? 'true' : undefined}
      // Not part of the name: the buttons that decide are named so.
      aria-description={decideStrings.proposal(props.proposal)}
      onClick={() => props.onOpen(entry.key)}
    >
      <span className="thumb">
        {first === undefined ? (
          <span className="queue-modality" aria-hidden="true">
            {entry.modality}
          </span>
        ) : (
          props.thumbnail(first)
        )}
      </span>
      <span className="queue-text">
        <span className="queue-title">
          <span className="clip">{title}</span>
          <span className="num muted">
            {formatCount(entry.images)} <span className="vh">{decideStrings.imagesWord(entry.images)} </span>
            <span className="mono small">{entry.modality}</span>
          </span>
        </span>
        <span className="muted clip">{[date, entry.patient].filter(Boolean).join(' · ')}</span>
        <span className="muted clip" aria-hidden="true">
          {props.proposal}
        </span>
      </span>
    </button>
  );
});
