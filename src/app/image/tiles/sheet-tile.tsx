import { Check, Eye, EyeOff } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { Rectangle } from '../../batch/boxes.ts';
import type { ImageDesk } from '../../intents/images/image-desk.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { imageStrings } from '../../ui/strings/image.ts';
import { sheetStrings } from '../../ui/strings/sheet.ts';
import { placeOf } from '../boxes/box-geometry.ts';
import { useSight } from '../seen/use-sight.ts';
import type { SheetFrame } from '../sheet-frames.ts';
import type { SheetLayout } from './sheet-layout.ts';
import type { SheetTile } from './sheet-tiles.ts';
import { standingOfTile, type TileStanding } from './tile-standing.ts';
import { useTilePicture } from './use-tile-picture.ts';

/** What a tile says where tiles of several series stand on a page. */
export type AmongSeries = {
  /** Of its series. */
  readonly title: string;
  /** Where the detector found text in the image. */
  readonly texts: readonly Rectangle[];
  /** True where its series is not decided together with the others. */
  readonly isAlone: boolean;
};

/** One tile: its picture, or two where text could be light and dark, what it stands for, and whether it was seen. */
export function SheetTileView(props: {
  images: ImageDesk;
  viewport: RefObject<HTMLElement | null>;
  tile: SheetTile;
  cells: readonly SheetFrame[];
  layout: SheetLayout;
  leastScale: number;
  isSeen: boolean;
  isOnScreen: boolean;
  place: { readonly index: number; readonly isTabStop: boolean };
  /** Where tiles of several series stand together. */
  among?: AmongSeries;
  onScreen: (isOn: boolean) => void;
  /** Null when the tile is no more. */
  onStanding: (standing: TileStanding | null) => void;
  onFocus: () => void;
  onOpen: () => void;
}) {
  const { tile, layout, leastScale, isSeen, among, onScreen, onStanding, place } = props;
  const { scale } = layout;
  const ratio = globalThis.devicePixelRatio || 1;
  const sidePx = Math.ceil(Math.max(layout.tile.width, layout.tile.height) * ratio);
  const { first, second, view } = useTilePicture(props.images, props.cells, sidePx);
  const isLarge = scale >= leastScale;
  const standing = standingOfTile(view, {
    count: tile.count,
    isSeen,
    isOnScreen: props.isOnScreen,
    isLarge,
    isAlone: among?.isAlone === true,
  });
  const looks = view.kind === 'drawn' ? view.looks : [];
  const size = useMemo(
    () => (view.kind === 'drawn' ? { columns: view.columns, rows: view.rows } : { columns: 0, rows: 0 }),
    [view],
  );
  const isMeasured = standing === 'unseen' || standing === 'on-screen';
  const subject = { ...size, leastScale };
  const isBoth = looks.length > 1;
  const seenFirst = useSeenOnce(isMeasured);
  const seenSecond = useSeenOnce(isMeasured && isBoth);
  useSight(first, props.viewport, subject, isMeasured ? 'first' : null, seenFirst.note);
  useSight(second, props.viewport, subject, isMeasured && isBoth ? 'second' : null, seenSecond.note);
  const isOn = isMeasured && seenFirst.isSeen && (!isBoth || seenSecond.isSeen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it reports to is new with each rendering.
  useEffect(() => {
    onScreen(isOn);
    return () => onScreen(false);
  }, [isOn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => {
    onStanding(standing);
    return () => onStanding(null);
  }, [standing]);
  const shownSize = { inlineSize: size.columns * scale, blockSize: size.rows * scale };
  const range = sheetStrings.range(tile.first + 1, tile.count);
  const said = sheetStrings.standing[standing];
  return (
    <li className="sheet-tile" data-standing={standing} style={{ inlineSize: layout.tile.width }}>
      <button
        type="button"
        className="tile-picture"
        data-cell={place.index}
        tabIndex={place.isTabStop ? 0 : -1}
        aria-label={sheetStrings.name(
          among === undefined ? range : sheetStrings.ofSeries(among.title, range),
          sheetStrings.kind(tile.kind, tile.count, looks),
          said,
        )}
        style={{ minBlockSize: layout.tile.height }}
        onFocus={props.onFocus}
        onClick={props.onOpen}
      >
        {/* Both are there from the start, so that they can be drawn on as soon as the picture comes. */}
        <canvas ref={first} width={1} height={1} hidden={view.kind !== 'drawn'} style={shownSize} />
        <canvas ref={second} width={1} height={1} hidden={!isBoth} style={shownSize} />
        {view.kind === 'drawn' &&
          among?.texts.map((box) => (
            <span key={`${box.column} ${box.row}`} className="tile-text" style={placeOf(box, scale)} />
          ))}
        {view.kind === 'problem' && <span className="tile-problem">{imageStrings.problem(view).title}</span>}
      </button>
      {among !== undefined && (
        <span className="tile-series clip" aria-hidden="true" title={among.title}>
          {among.title}
        </span>
      )}
      <span className="tile-caption" aria-hidden="true">
        <b className="num">{range}</b>
        <span className="clip">{sheetStrings.kind(tile.kind, tile.count, looks)}</span>
        <span className="tile-standing">
          <Icon of={standing === 'seen' ? Eye : standing === 'on-screen' ? Check : EyeOff} size={14} />
          {said}
        </span>
      </span>
    </li>
  );
}

/** Whether a picture was seen while it is measured; what was seen before that does not count. */
function useSeenOnce(isMeasured: boolean) {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!isMeasured) setSeen(false);
  }, [isMeasured]);
  return { isSeen: isSeen && isMeasured, note: () => setSeen(true) };
}
