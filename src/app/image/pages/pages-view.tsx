import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { AloneEntry } from '../../batch/decide/image-group.ts';
import type { WaitingEntry } from '../../batch/decide/waiting-entries.ts';
import type { ImageDesk } from '../../intents/images/image-desk.ts';
import { pagesStrings, sheetStrings } from '../../ui/strings/sheet.ts';
import { movedCell } from '../move-cell.ts';
import { PageTurner } from '../tiles/page-turner.tsx';
import { SheetTileView } from '../tiles/sheet-tile.tsx';
import { searchKindOf } from '../tiles/sheet-tiles.ts';
import type { GroupPagesState, PageImage } from './use-group-pages.ts';

import '../tiles/tiles.css';
import './pages.css';

/** The images of several series in tiles, page by page. Only the tiles of the open page are in the document. */
export function PagesView(props: {
  state: GroupPagesState;
  images: ImageDesk;
  titleOf: (entry: WaitingEntry) => string;
  /** How many are decided. */
  decided: string;
  toast: ReactNode;
  onOpen: (entry: WaitingEntry) => void;
  onClose: () => void;
}) {
  const { state, titleOf } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that opened the pages is gone.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { page, pages, images } = state;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'PageDown' || event.key === 'PageUp') return;
    const isDown = event.key === 'ArrowDown';
    if ((isDown || event.key === 'ArrowUp') && state.scrollBy(isDown ? 1 : -1)) return event.preventDefault();
    // Lines are of different lengths where series are of different sizes: up and down go by one as well.
    const moved = movedCell(event.key, state.active, images.length, { line: 1, page: images.length });
    if (moved === null) return;
    event.preventDefault();
    state.setActive(moved);
    state.scroller.current?.querySelector<HTMLElement>(`[data-cell="${moved}"]`)?.focus();
  };
  return (
    <section className="pages-view" aria-labelledby="pages-l">
      <div className="pages-head">
        <h2 id="pages-l" ref={heading} tabIndex={-1}>
          {pagesStrings.heading}
        </h2>
        <p role="status" aria-label={pagesStrings.decidedLabel} className="num small muted">
          {props.decided}
        </p>
        {state.alone.length > 0 && <AloneList alone={state.alone} titleOf={titleOf} onOpen={props.onOpen} />}
        <button type="button" className="btn quiet small" aria-keyshortcuts="Escape" onClick={props.onClose}>
          {pagesStrings.close}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it. */}
      <div className="sheet-scroll" ref={state.scroller} data-arrows onKeyDown={onKeyDown}>
        <ul className="sheet-tiles" aria-label={sheetStrings.list}>
          {images.map((image, n) => (
            <SheetTileView
              key={image.name}
              images={props.images}
              viewport={state.scroller}
              tile={{ first: image.image, count: 1, kind: searchKindOf(image.file) }}
              cells={[image]}
              layout={image.series.layout}
              leastScale={image.series.leastScale}
              isSeen={image.isSeen}
              isOnScreen={state.isOnScreen(image)}
              place={{ index: n, isTabStop: n === state.active }}
              among={{ title: titleOf(image.series.entry), texts: textsIn(image), isAlone: image.isAlone }}
              onScreen={(isOn) => state.noteOnScreen(image, isOn)}
              onStanding={(standing) => state.noteStanding(image, standing)}
              onFocus={() => state.setActive(n)}
              onOpen={() => props.onOpen(image.series.entry)}
            />
          ))}
        </ul>
      </div>
      <div className="sheet-foot pages-foot">
        <div className="pages-say">
          {props.toast}
          <p id="pages-about">
            <b className="num">{pagesStrings.ready(state.ready, state.counted)}</b> {pagesStrings.about}
          </p>
        </div>
        <div className="row sheet-acts">
          <PageTurner page={page} pages={pages} turnTo={state.turnTo} />
          <button
            type="button"
            className="btn primary"
            aria-keyshortcuts="M Enter"
            aria-describedby="pages-about"
            aria-disabled={!state.canMark}
            title={state.canMark ? undefined : pagesStrings.whyNot(state.counted)}
            onClick={state.markPage}
          >
            {sheetStrings.mark}
            <span className="key-hint" aria-hidden="true">
              {sheetStrings.markKey}
            </span>
          </button>
        </div>
      </div>
      <p className="vh" role="status">
        {state.canMark && pagesStrings.allOnScreen(state.counted)}
      </p>
    </section>
  );
}

/** Series that stay in the queue, and why. */
function AloneList(props: {
  alone: readonly AloneEntry[];
  titleOf: (entry: WaitingEntry) => string;
  onOpen: (entry: WaitingEntry) => void;
}) {
  const { alone } = props;
  return (
    <details className="pages-alone">
      <summary>{pagesStrings.alone(alone.length)}</summary>
      <ul>
        {alone.map(({ entry, cause }) => (
          <li key={entry.key}>
            <button type="button" className="link" onClick={() => props.onOpen(entry)}>
              {props.titleOf(entry)}
            </button>
            <span className="muted">{pagesStrings.causes[cause]}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Where the detector found text in the image: of several frames, in the first of those that show it. */
function textsIn({ file: { search }, frame }: PageImage) {
  if (search?.kind !== 'searched') return [];
  return search.texts.filter((text) => text.frame === frame).map(({ box }) => box);
}
