import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';

export type Size = { readonly width: number; readonly height: number };

/** How tiles stand on a page, in CSS pixels. */
export type SheetLayout = {
  /** Pixels of the screen for one of an image. */
  readonly scale: number;
  readonly tile: Size;
  readonly columns: number;
  readonly perPage: number;
  /** Widths that can be chosen. */
  readonly narrowest: number;
  readonly widest: number;
};

/** Between tiles, and below each for what is said of it. */
export const GAP_PX = 12;
const CAPTION_PX = 26;
const NARROWEST_PX = 96;
const WIDEST_PX = 520;
/** So many images at once are as much as anybody looks at. */
export const MOST_PER_PAGE = 48;

/**
 * @param room inner size of the sheet
 * @param largest columns and rows of the largest images, in pixels
 * @param leastScale from which tiles count
 * @param width that a person chose; null for the smallest at which they count, as far as there is room
 */
export function layOutSheet(
  room: Size,
  largest: { readonly columns: number; readonly rows: number },
  leastScale: number,
  width: number | null,
): SheetLayout {
  const most = Math.max(NARROWEST_PX, room.width - 2 * GAP_PX);
  const counting = Math.ceil(largest.columns * leastScale);
  const widest = Math.round(Math.min(most, Math.max(WIDEST_PX, counting)));
  const chosen = Math.min(widest, width ?? Math.max(NARROWEST_PX, counting));
  const scale = chosen / Math.max(1, largest.columns);
  const tile = { width: chosen, height: Math.max(1, largest.rows) * scale };
  const columns = Math.max(1, Math.floor((room.width - GAP_PX) / (tile.width + GAP_PX)));
  const lines = Math.max(1, Math.floor((room.height - GAP_PX) / (tile.height + CAPTION_PX + GAP_PX)));
  const perPage = Math.max(1, Math.min(MOST_PER_PAGE, columns * lines));
  return { scale, tile, columns, perPage, narrowest: Math.min(NARROWEST_PX, widest), widest };
}

/** Columns and rows of the largest images, in pixels: all tiles of a series have one scale. */
export function largestOf(files: readonly Pick<BatchFile, 'scan'>[]) {
  let [columns, rows] = [1, 1];
  for (const { scan } of files) {
    if (scan.kind !== 'dicom') continue;
    columns = Math.max(columns, scan.summary.columns);
    rows = Math.max(rows, scan.summary.rows);
  }
  return { columns, rows };
}
