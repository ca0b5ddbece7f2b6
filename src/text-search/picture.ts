/** A picture as it is shown: four bytes a pixel, red, green, blue and opacity, line by line. */
export type Picture = { readonly columns: number; readonly rows: number; readonly rgba: Uint8ClampedArray };

/** Pixels of a picture, from its upper left corner. Edges need not be whole numbers. */
export type Box = { readonly column: number; readonly row: number; readonly columns: number; readonly rows: number };

/** The picture turned to the right by a quarter: its left side is on top. */
export function quarterTurned({ columns, rows, rgba }: Picture): Picture {
  const from = new Uint32Array(rgba.buffer, rgba.byteOffset, columns * rows);
  const turned = new Uint32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + (rows - 1 - row)] = from[row * columns + column]!;
    }
  }
  return { columns: rows, rows: columns, rgba: new Uint8ClampedArray(turned.buffer) };
}

/** Where a box of the turned picture lies in the picture before it was turned. */
export function turnedBack(box: Box, rowsBefore: number): Box {
  return {
    column: box.row,
    row: rowsBefore - box.column - box.columns,
    columns: box.rows,
    rows: box.columns,
  };
}

/** A part of a picture, which lies inside of it, as a picture of its own. */
export function cutOut({ columns, rgba }: Picture, box: Box): Picture {
  const part = new Uint8ClampedArray(box.columns * box.rows * 4);
  for (let row = 0; row < box.rows; row++) {
    const from = ((box.row + row) * columns + box.column) * 4;
    part.set(rgba.subarray(from, from + box.columns * 4), row * box.columns * 4);
  }
  return { columns: box.columns, rows: box.rows, rgba: part };
}

/** The smallest box of whole pixels around a box, cut at the edges of the picture. */
export function wholePixels(box: Box, { columns, rows }: Pick<Picture, 'columns' | 'rows'>): Box {
  const left = Math.min(columns - 1, Math.max(0, Math.floor(box.column)));
  const top = Math.min(rows - 1, Math.max(0, Math.floor(box.row)));
  const right = Math.min(columns, Math.max(left + 1, Math.ceil(box.column + box.columns)));
  const bottom = Math.min(rows, Math.max(top + 1, Math.ceil(box.row + box.rows)));
  return { column: left, row: top, columns: right - left, rows: bottom - top };
}
