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

/** The smallest box around two. */
export function joinedBox(one: Box, other: Box): Box {
  const column = Math.min(one.column, other.column);
  const row = Math.min(one.row, other.row);
  return {
    column,
    row,
    columns: Math.max(one.column + one.columns, other.column + other.columns) - column,
    rows: Math.max(one.row + one.rows, other.row + other.rows) - row,
  };
}

/** The box so far to the right and below as a place is from the upper left corner. */
export function movedBy(box: Box, place: { readonly column: number; readonly row: number }): Box {
  return { ...box, column: box.column + place.column, row: box.row + place.row };
}

/** True where a half of one box, or more of it, lies in another. */
export function isHalfWithin(one: Box, other: Box): boolean {
  const columns = Math.min(one.column + one.columns, other.column + other.columns) - Math.max(one.column, other.column);
  const rows = Math.min(one.row + one.rows, other.row + other.rows) - Math.max(one.row, other.row);
  return columns > 0 && rows > 0 && columns * rows * 2 >= one.columns * one.rows;
}
