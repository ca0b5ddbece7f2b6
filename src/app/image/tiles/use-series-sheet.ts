import { useCallback, useMemo, useRef, useState } from 'react';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { mostInTile } from '../../../pipeline/contracts/image.protocol.ts';
import {
  isSeen,
  isSeenInProjection,
  type SeenHow,
  type SeenImages,
  type Sighting,
} from '../../batch/decide/seen-images.ts';
import type { SheetFrame, SheetFrames } from '../sheet-frames.ts';
import { useSize } from '../use-size.ts';
import { largestOf, layOutSheet } from './sheet-layout.ts';
import { type SheetTile, sheetTiles, tileKey } from './sheet-tiles.ts';

/** One image, all images at once in groups, or every image in a tile of its own. */
export type SheetMode = 'one' | 'all' | 'sheet';

/** At most so many images in a tile; smaller groups where text could drown. */
export const groupSizes = [mostInTile, 16, 4] as const;
export type GroupSize = (typeof groupSizes)[number];

type Place = { readonly subject: string; readonly mode: SheetMode; readonly page: number; readonly active: number };

/**
 * The images of one series, or of several, in tiles on pages: which tiles there are, which of them were on the screen, and what is
 * confirmed by *Mark page as seen*.
 * @param props.subject another text for other images, which begin on their first page
 * @param props.seriesOf the series of a file, as in the tree of studies
 * @param props.leastScale pixels of the screen for one of an image from which tiles count
 */
export function useSeriesSheet(props: {
  subject: string;
  start: SheetMode;
  files: readonly BatchFile[];
  frames: SheetFrames;
  leastScale: number;
  seriesOf: (file: BatchFile) => string;
  seen: SeenImages;
  onSeen: (sightings: readonly Sighting[], how: SeenHow) => void;
}) {
  const { subject, files, frames, leastScale, seriesOf, seen } = props;
  const fresh: Place = { subject, mode: props.start, page: 0, active: 0 };
  const [lastPlace, setPlace] = useState(fresh);
  const place = lastPlace.subject === subject ? lastPlace : fresh;
  const [most, setMost] = useState<GroupSize>(mostInTile);
  const [isTextFirst, setTextFirst] = useState(true);
  const [width, setWidth] = useState<number | null>(null);
  const [onScreen, setOnScreen] = useState<ReadonlySet<string>>(none);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useSize(scroller, place.mode !== 'one');
  const largest = useMemo(() => largestOf(files), [files]);
  const layout = layOutSheet(room, largest, leastScale, width);
  const counts = layout.scale >= leastScale;
  const perTile = place.mode === 'all' ? most : 1;
  const tiles = useMemo(() => sheetTiles(files, perTile, isTextFirst), [files, perTile, isTextFirst]);
  const pages = Math.max(1, Math.ceil(tiles.length / layout.perPage));
  const page = Math.min(place.page, pages - 1);
  const shown = useMemo(
    () => tiles.slice(page * layout.perPage, (page + 1) * layout.perPage),
    [tiles, page, layout.perPage],
  );
  const cellsOf = useCallback(
    ({ first, count }: SheetTile): readonly SheetFrame[] =>
      Array.from({ length: count }, (_, n) => frames.at(first + n)).filter((cell) => cell !== null),
    [frames],
  );
  /** The same text for a tile of the same images alone: what was on the screen of others does not count for them. */
  const imagesOf = (tile: SheetTile) =>
    cellsOf(tile)
      .map(({ file, frame }) => `${file.id} ${frame}`)
      .join();
  const isSheet = place.mode !== 'one';
  const seenTiles = useMemo(() => {
    const isCellSeen = (count: number, cell: SheetFrame | null) =>
      cell !== null && isFrameSeen(seen, seriesOf, count, cell);
    const isTileSeen = ({ first, count }: SheetTile) =>
      Array.from({ length: count }, (_, n) => frames.at(first + n)).every((cell) => isCellSeen(count, cell));
    return isSheet ? new Set(tiles.filter(isTileSeen).map(tileKey)) : none;
  }, [tiles, seen, frames, seriesOf, isSheet]);
  const turnTo = (next: number) => {
    const at = Math.max(0, Math.min(pages - 1, next));
    if (at === page) return;
    scroller.current?.scrollTo({ top: 0 });
    setPlace({ ...place, page: at, active: 0 });
    setOnScreen(none);
  };
  const markPage = () => {
    if (!counts) return;
    for (const how of ['each', 'in-projection'] as const) {
      const marked = shown.filter(
        (tile) => onScreen.has(imagesOf(tile)) && tile.count > 1 === (how === 'in-projection'),
      );
      const sightings = marked.flatMap((tile) =>
        cellsOf(tile).map(({ file, frame }) => ({ series: seriesOf(file), id: file.id, frame, blanked: [] })),
      );
      if (sightings.length > 0) props.onSeen(sightings, how);
    }
    turnTo(page + 1);
  };
  return {
    mode: place.mode,
    setMode: (mode: SheetMode) => {
      // A tile that stays, of the same images, stays on the screen.
      setPlace({ subject, mode, page: 0, active: 0 });
    },
    most,
    setMost: (size: GroupSize) => {
      setMost(size);
      setPlace({ ...place, page: 0, active: 0 });
    },
    isTextFirst,
    setTextFirst,
    setWidth,
    scroller,
    layout,
    leastScale,
    counts,
    tiles,
    seenTiles,
    shown,
    page,
    pages,
    turnTo,
    active: Math.min(place.active, Math.max(0, shown.length - 1)),
    setActive: (active: number) => setPlace({ ...place, active }),
    cellsOf,
    imagesOf,
    isOnScreen: (tile: SheetTile) => onScreen.has(imagesOf(tile)),
    /** A tile says that all of it was on the screen, or that it is no more. */
    noteOnScreen: (tile: SheetTile, isOn: boolean) =>
      setOnScreen((before) => withOrWithout(before, imagesOf(tile), isOn)),
    markPage,
  };
}

export type SeriesSheetState = ReturnType<typeof useSeriesSheet>;

const none: ReadonlySet<string> = new Set();

/** The same set where nothing changes. */
export function withOrWithout(before: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  if (before.has(key) === isIn) return before;
  const after = new Set(before);
  if (isIn) after.add(key);
  else after.delete(key);
  return after;
}

/** One by one, or in a tile of several images as it is one. */
function isFrameSeen(
  seen: SeenImages,
  seriesOf: (file: BatchFile) => string,
  count: number,
  { file, frame }: SheetFrame,
): boolean {
  const series = seriesOf(file);
  return isSeen(seen, series, file.id, frame) || (count > 1 && isSeenInProjection(seen, series, file, frame));
}
