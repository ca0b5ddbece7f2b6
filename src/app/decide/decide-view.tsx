import { type ReactNode, type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { DecidedCounts } from '../batch/decide/count-decided.ts';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { PageNotice } from '../store/page-notice.tsx';
import { useIntents } from '../store/use-batch.ts';
import { decideStrings } from '../ui/strings/decide.ts';
import { titleOf } from './entry-title.ts';
import { isHeldEnter } from './press-guard.ts';
import { QueueList } from './queue-list.tsx';
import './decide.css';

const text = decideStrings;
const views = [
  ['queue', text.views.queue],
  ['image', text.views.image],
] as const;

/** The queue, the open entry and what is decided about it, side by side; where there is no room, one view at a time. */
export function DecideView(props: {
  entries: readonly WaitingEntry[];
  open: WaitingEntry | null;
  counts: DecidedCounts;
  /** What becomes of the files, and the way on. */
  foot: ReactNode;
  proposalOf: (entry: WaitingEntry) => string;
  thumbnail: (file: BatchFile) => ReactNode;
  /** Is as large as a page of images is, if one is opened. */
  room: RefObject<HTMLDivElement | null>;
  /** Pages of images in the place of queue and entry; null where they are not open. */
  pages: ReactNode;
  /** The pages have ended: the next key is for the queue, and not for the entry that is open. */
  isAtQueue: boolean;
  /** The open entry: two panes, or one where nothing waits. */
  children: ReactNode;
}) {
  const { entries, open, counts, isAtQueue } = props;
  const { openEntry } = useIntents();
  const [view, setView] = useState<'queue' | 'image'>('image');
  useLayoutEffect(() => {
    if (isAtQueue) setView('queue');
  }, [isAtQueue]);
  const onOpen = useCallback(
    (key: string) => {
      setView('image');
      openEntry(key);
    },
    [openEntry],
  );
  const decided = text.decided(counts.decided, counts.total);
  const queue = (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend. */}
      <div className="decide-views" role="group" aria-label={text.views.label}>
        <div className="seg full">
          {views.map(([id, name]) => (
            <button key={id} type="button" aria-pressed={view === id} onClick={() => setView(id)}>
              {name}
            </button>
          ))}
        </div>
      </div>
      <section className="pane decide-queue" aria-labelledby="queue-l">
        <div className="pane-head">
          <h2 id="queue-l">{text.heading}</h2>
        </div>
        <div className="decide-progress">
          <p role="status" aria-label={text.status} className="num small">
            {decided}
          </p>
          <span className="bar" aria-hidden="true">
            <i style={{ inlineSize: `${counts.total === 0 ? 0 : (100 * counts.decided) / counts.total}%` }} />
          </span>
        </div>
        {open !== null && (
          <QueueList
            entries={entries}
            open={open}
            takesFocus={isAtQueue}
            proposalOf={props.proposalOf}
            thumbnail={props.thumbnail}
            onOpen={onOpen}
          />
        )}
      </section>
      <p className="vh" role="status">
        {open !== null && text.next(titleOf(open), open.images, props.proposalOf(open), decided)}
      </p>
      {props.children}
    </>
  );
  return (
    <>
      <main
        id="main"
        className="decide-main"
        tabIndex={-1}
        onKeyDown={(event) => isHeldEnter(event) && event.preventDefault()}
      >
        <h1 className="vh">{text.region}</h1>
        <section className="decide" aria-label={text.region} data-view={view}>
          <PageNotice className="decide-notice" />
          <div className="pages-room" ref={props.room} aria-hidden="true" />
          {props.pages ?? queue}
        </section>
      </main>
      {props.foot}
    </>
  );
}
