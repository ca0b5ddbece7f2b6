import { type KeyboardEvent, useMemo, useState } from 'react';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { framesOf } from '../../batch/derived/count-images.ts';
import type { ImageDesk } from '../../intents/images/image-desk.ts';
import { CheckBox } from '../../ui/controls/check-box.tsx';
import { Segments } from '../../ui/controls/segments.tsx';
import { sheetStrings } from '../../ui/strings/sheet.ts';
import { LabelledSlider } from '../labelled-slider.tsx';
import { movedCell } from '../move-cell.ts';
import { PageTurner } from './page-turner.tsx';
import { SheetTileView } from './sheet-tile.tsx';
import { searchKindOf, tileKey } from './sheet-tiles.ts';
import { groupSizes, type SeriesSheetState, withOrWithout } from './use-series-sheet.ts';

import './tiles.css';

/** The images of a series in tiles, page by page. Only the tiles of the page are in the document. */
export function SeriesSheet(props: {
  sheet: SeriesSheetState;
  files: readonly BatchFile[];
  images: ImageDesk;
  onOpen: (image: number) => void;
}) {
  const { sheet, files } = props;
  const { layout, shown, page, pages, mode, most, cellsOf } = sheet;
  const [drowned, setDrowned] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => detectorCounts(files), [files]);
  const cells = useMemo(() => shown.map(cellsOf), [shown, cellsOf]);
  const smaller = groupSizes[groupSizes.indexOf(most) + 1];
  const isDrowned = mode === 'all' && drowned.size > 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      sheet.turnTo(page + (event.key === 'PageDown' ? 1 : -1));
      return;
    }
    const moved = movedCell(event.key, sheet.active, shown.length, { line: layout.columns, page: layout.perPage });
    if (moved === null) return;
    event.preventDefault();
    sheet.setActive(moved);
    sheet.scroller.current?.querySelector<HTMLElement>(`[data-cell="${moved}"]`)?.focus();
  };
  return (
    <div className="viewer-main series-sheet">
      <div className="stage-bar">
        <LabelledSlider
          label={sheetStrings.tileSize}
          value={Math.round(layout.tile.width)}
          min={layout.narrowest}
          max={layout.widest}
          step={1}
          shown={sheetStrings.pixels(layout.tile.width)}
          onChange={sheet.setWidth}
        />
        {mode === 'all' && (
          <Segments
            label={sheetStrings.groups}
            choices={groupSizes.map((size) => [String(size), sheetStrings.group(size)] as const)}
            value={String(most)}
            onChange={(size) => sheet.setMost(groupSizes.find((one) => String(one) === size) ?? most)}
          />
        )}
        <CheckBox isChecked={sheet.isTextFirst} onChange={sheet.setTextFirst}>
          {sheetStrings.textFirst}
        </CheckBox>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it. */}
      <div className="sheet-scroll" ref={sheet.scroller} data-arrows onKeyDown={onKeyDown}>
        <ul className="sheet-tiles" aria-label={sheetStrings.list}>
          {shown.map((tile, n) => (
            <SheetTileView
              key={sheet.imagesOf(tile)}
              images={props.images}
              viewport={sheet.scroller}
              tile={tile}
              cells={cells[n] ?? []}
              layout={layout}
              leastScale={sheet.leastScale}
              isSeen={sheet.seenTiles.has(tileKey(tile))}
              isOnScreen={sheet.isOnScreen(tile)}
              place={{ index: n, isTabStop: n === sheet.active }}
              onScreen={(isOn) => sheet.noteOnScreen(tile, isOn)}
              onStanding={(standing) =>
                setDrowned((before) => withOrWithout(before, sheet.imagesOf(tile), standing === 'drowned'))
              }
              onFocus={() => sheet.setActive(n)}
              onOpen={() => props.onOpen(tile.first)}
            />
          ))}
        </ul>
      </div>
      <div className="sheet-foot">
        <p>
          <b className="num">{sheetStrings.seen(sheet.seenTiles.size, sheet.tiles.length)}</b>{' '}
          {sheetStrings.detectorSays} {sheetStrings.detector(found.text, found.clear, found.unsearched)}
        </p>
        {isDrowned ? (
          <p role="status" className="row">
            {sheetStrings.drowned(drowned.size)}
            {smaller !== undefined && (
              <button type="button" className="link" onClick={() => sheet.setMost(smaller)}>
                {sheetStrings.smaller}
              </button>
            )}
            <button type="button" className="link" onClick={() => sheet.setMode('sheet')}>
              {sheetStrings.oneByOne}
            </button>
          </p>
        ) : (
          mode === 'all' && <p className="faint">{sheetStrings.about(most)}</p>
        )}
        <div className="row sheet-acts">
          <PageTurner page={page} pages={pages} turnTo={sheet.turnTo} />
          <button
            type="button"
            className="btn"
            aria-keyshortcuts="M"
            aria-disabled={!sheet.counts}
            onClick={sheet.markPage}
          >
            {sheet.counts ? sheetStrings.mark : sheetStrings.tooSmall}
            {sheet.counts && (
              <span className="key-hint" aria-hidden="true">
                {sheetStrings.markKey}
              </span>
            )}
          </button>
        </div>
      </div>
    </div>
  );
}

function detectorCounts(files: readonly BatchFile[]) {
  const counts = { text: 0, clear: 0, unsearched: 0 };
  for (const file of files) counts[searchKindOf(file)] += framesOf(file);
  return counts;
}
