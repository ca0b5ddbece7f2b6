import type { Box } from './picture.ts';

/** Sides of what the detector is given. */
export type TileLimits = {
  /** No side is longer, after enlarging and with its border. */
  readonly longestPx: number;
  /** Pictures whose longer side is shorter are enlarged to it: letters of 8 pixels are found twice as often. */
  readonly enlargeToPx: number;
  /** What neighbouring tiles have in common; a line of text fits in whole. */
  readonly overlapPx: number;
  /** Constant pixels around each tile: text at the very edge is found. */
  readonly borderPx: number;
};

/** Never above 1280 pixels a side; at 960 the models need some 150 MB less. */
export const tileLimits: TileLimits = { longestPx: 832, enlargeToPx: 768, overlapPx: 96, borderPx: 16 };

/** Tiles of a picture, in its own pixels, and the factor by which each is enlarged. */
export type Tiling = { readonly scale: number; readonly tiles: readonly Box[] };

/**
 * Cuts a picture into tiles that the detector can take at once. Small pictures are enlarged, large ones are cut into
 * tiles that overlap; nothing is ever made smaller, because small letters would be lost.
 * @param part of the picture that tiles are wanted of
 */
export function tilesOf(columns: number, rows: number, limits: TileLimits, part: Box = whole(columns, rows)): Tiling {
  const inner = limits.longestPx - 2 * limits.borderPx;
  const wanted = Math.min(limits.enlargeToPx, inner) / Math.max(columns, rows);
  const scale = Math.min(mostEnlarged, Math.max(1, wanted));
  const side = Math.floor(inner / scale);
  const tiles: Box[] = [];
  for (const row of stretches(part.rows, side, limits.overlapPx)) {
    for (const column of stretches(part.columns, side, limits.overlapPx)) {
      const place = { column: part.column + column.from, row: part.row + row.from };
      tiles.push({ ...place, columns: column.length, rows: row.length });
    }
  }
  return { scale, tiles };
}

function whole(columns: number, rows: number): Box {
  return { column: 0, row: 0, columns, rows };
}

/** Beyond this, letters are blurs that nothing recognises. */
const mostEnlarged = 4;

/** Covers a length with stretches that overlap, all about as long. */
export function stretches(length: number, longest: number, overlap: number) {
  const count = length <= longest ? 1 : Math.ceil((length - overlap) / (longest - overlap));
  const each = count === 1 ? length : Math.ceil((length + (count - 1) * overlap) / count);
  return Array.from({ length: count }, (_, at) => {
    const from = count === 1 ? 0 : Math.round((at * (length - each)) / (count - 1));
    return { from, length: each };
  });
}
