import { lowerBound } from '../../../dicom/lower-bound.ts';
import type { AloneEntry } from '../../batch/decide/image-group.ts';
import type { WaitingEntry } from '../../batch/decide/waiting-entries.ts';
import { leastScaleOf } from '../seen/least-scale.ts';
import { countFrames, type SheetFrame, sheetFrames } from '../sheet-frames.ts';
import { GAP_PX, largestOf, layOutSheet, MOST_PER_PAGE, type SheetLayout, type Size } from '../tiles/sheet-layout.ts';

/** Below each tile: the series, and what is said of the image. */
const CAPTION_PX = 48;

/** The images of one series on the pages, and the size of its tiles. */
type PagedSeries = {
  readonly entry: WaitingEntry;
  readonly count: number;
  readonly leastScale: number;
  readonly layout: SheetLayout;
};

/** One image of a series on a page; `image` is its number in the series, from 0. */
export type PagedImage = SheetFrame & { readonly series: PagedSeries; readonly image: number };

/** The images of several series, one behind the other, on pages. Found by number and never listed: there may be very many. */
export type GroupPages = {
  readonly count: number;
  readonly imagesOn: (page: number) => readonly PagedImage[];
  /** Series that are on none: an image does not fit the room at the size at which it can be read, or there is nothing to show. */
  readonly alone: readonly AloneEntry[];
};

/** What a series takes on the pages whatever the room is. */
type Facts = Pick<PagedSeries, 'count' | 'leastScale'> & ReturnType<typeof largestOf>;

/** Entries that have not changed are the same objects, and there may be thousands. */
const known = new WeakMap<WaitingEntry, Facts>();

/** @param room inner size of the place where a page stands, in CSS pixels */
export function groupPages(entries: readonly WaitingEntry[], room: Size): GroupPages {
  const series: PagedSeries[] = [];
  const alone: AloneEntry[] = [];
  for (const entry of entries) {
    const { count, leastScale } = factsOf(entry);
    const layout = layoutOf(entry, room);
    if (count === 0) alone.push({ entry, cause: 'not-shown' });
    else if (layout.scale < leastScale) alone.push({ entry, cause: 'too-large' });
    else series.push({ entry, count, leastScale, layout });
  }
  const starts = packPages(
    series.map(({ count, layout }) => ({ count, tile: layout.tile })),
    room,
  );
  const ends: number[] = [];
  for (const { count } of series) ends.push((ends.at(-1) ?? 0) + count);
  const total = ends.at(-1) ?? 0;
  // Of the series of the page that is asked for, and of no other.
  let last: { readonly of: PagedSeries; readonly frames: ReturnType<typeof sheetFrames> } | null = null;
  const imageAt = (index: number): PagedImage | null => {
    const n = lowerBound(ends, index + 1);
    const own = series[n];
    const image = index - (ends[n - 1] ?? 0);
    if (own === undefined) return null;
    if (last?.of !== own) last = { of: own, frames: sheetFrames(own.entry.files) };
    const cell = last.frames.at(image);
    return cell === null ? null : { ...cell, series: own, image };
  };
  return {
    count: starts.length,
    imagesOn: (page) => {
      const start = starts[page] ?? total;
      const end = starts[page + 1] ?? total;
      return Array.from({ length: end - start }, (_, n) => imageAt(start + n)).filter((one) => one !== null);
    },
    alone,
  };
}

/**
 * Tiles in lines from left to right, as the page breaks them, in as many lines as the room has; a tile taller than the room has a
 * page to itself and its likes, which scrolls.
 * @returns the number of the first tile of each page
 */
export function packPages(
  runs: readonly { readonly count: number; readonly tile: Size }[],
  room: Size,
): readonly number[] {
  const starts: number[] = [];
  let [x, y, line, tiles, index] = [0, 0, 0, 0, 0];
  for (const { count, tile } of runs) {
    const width = tile.width + GAP_PX;
    const height = tile.height + CAPTION_PX + GAP_PX;
    for (let left = count; left > 0; ) {
      if (x > 0 && x + width > room.width - GAP_PX) {
        y += line;
        x = line = 0;
      }
      const isFull = tiles === MOST_PER_PAGE || y + Math.max(line, height) > room.height - GAP_PX;
      // Beside a tile that is taller than the room there is room all the same.
      const isBeside = x > 0 && height <= line && tiles < MOST_PER_PAGE;
      if (tiles > 0 && isFull && !isBeside) x = y = line = tiles = 0;
      if (tiles === 0) starts.push(index);
      // As many as stand in this line, at once: there may be a million.
      const inLine = Math.max(1, Math.floor((room.width - GAP_PX - x) / width));
      const placed = Math.min(left, inLine, MOST_PER_PAGE - tiles);
      x += placed * width;
      line = Math.max(line, height);
      tiles += placed;
      index += placed;
      left -= placed;
    }
  }
  return starts;
}

/** True where a smaller text was found since the tiles of a series were laid out: at their size it cannot be read. */
export function hasSmallerText(laidOut: WaitingEntry, now: WaitingEntry): boolean {
  return laidOut !== now && factsOf(now).leastScale > factsOf(laidOut).leastScale;
}

/** In the last room, which is mostly the same. */
const laidOut = new WeakMap<WaitingEntry, { readonly room: Size; readonly layout: SheetLayout }>();

function layoutOf(entry: WaitingEntry, room: Size): SheetLayout {
  const before = laidOut.get(entry);
  if (before?.room === room) return before.layout;
  const { count: _, leastScale, ...largest } = factsOf(entry);
  const layout = layOutSheet(room, largest, leastScale, null);
  laidOut.set(entry, { room, layout });
  return layout;
}

function factsOf(entry: WaitingEntry): Facts {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const { files, members } = entry;
  const facts = { count: countFrames(files), leastScale: leastScaleOf(members), ...largestOf(files) };
  known.set(entry, facts);
  return facts;
}
