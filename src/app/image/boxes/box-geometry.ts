import type { Rectangle } from '../../batch/boxes.ts';

/** Of an image, in stored columns and rows. */
export type ImageSize = { readonly columns: number; readonly rows: number };

/** A place in an image; whole numbers are the edges between pixels. */
export type Point = { readonly x: number; readonly y: number };

/** Which edges a handle moves: -1 the left or upper one, 1 the right or lower one, 0 neither. */
export type Handle = { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 };

/** What is in sight of an image. */
export type Sight = Point & { readonly width: number; readonly height: number };

const PAGE_PX = 10;

/** Every pixel that a drag from one point to the other touches, inside the image. */
export function between(one: Point, other: Point, size: ImageSize): Rectangle {
  const across = span(one.x, other.x, size.columns);
  const down = span(one.y, other.y, size.rows);
  return { column: across.first, row: down.first, columns: across.count, rows: down.count };
}

function span(one: number, other: number, count: number): { readonly first: number; readonly count: number } {
  const first = clamp(Math.floor(Math.min(one, other)), 0, count - 1);
  const end = clamp(Math.ceil(Math.max(one, other)), first + 1, count);
  return { first, count: end - first };
}

/** A box of the shape of a line of text in the middle of what is in sight, to be moved from there. */
export function inMiddle({ x, y, width, height }: Sight, size: ImageSize): Rectangle {
  const [halfWidth, halfHeight] = [Math.max(4, width / 8), Math.max(2, height / 24)];
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return between(
    { x: Math.round(middleX - halfWidth), y: Math.round(middleY - halfHeight) },
    { x: Math.round(middleX + halfWidth), y: Math.round(middleY + halfHeight) },
    size,
  );
}

/** The same box elsewhere, never past the edge of the image. */
export function moved(box: Rectangle, right: number, down: number, size: ImageSize): Rectangle {
  return {
    ...box,
    column: clamp(box.column + Math.round(right), 0, size.columns - box.columns),
    row: clamp(box.row + Math.round(down), 0, size.rows - box.rows),
  };
}

/** The edges that a handle holds moved; the others stay, and at least one pixel is left between them. */
export function resized(box: Rectangle, handle: Handle, right: number, down: number, size: ImageSize): Rectangle {
  const across = stretched(box.column, box.columns, handle.x, Math.round(right), size.columns);
  const along = stretched(box.row, box.rows, handle.y, Math.round(down), size.rows);
  return { column: across.first, columns: across.count, row: along.first, rows: along.count };
}

function stretched(first: number, count: number, side: Handle['x'], by: number, limit: number) {
  const end = first + count;
  if (side < 0) {
    const start = clamp(first + by, 0, end - 1);
    return { first: start, count: end - start };
  }
  return { first, count: side === 0 ? count : clamp(end + by, first + 1, limit) - first };
}

type Key = { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean };

/** What an arrow key makes of a box: moved by a pixel, with Shift by ten, with Alt resized. Null for other keys. */
export function boxAfterKey(box: Rectangle, { key, shiftKey, altKey }: Key, size: ImageSize): Rectangle | null {
  const direction = directions[key];
  if (direction === undefined) return null;
  const step = shiftKey ? PAGE_PX : 1;
  const [right, down] = [direction.x * step, direction.y * step];
  return altKey ? resized(box, { x: 1, y: 1 }, right, down, size) : moved(box, right, down, size);
}

const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Where a rectangle of the image is on the screen, from the corner of the picture. */
export function placeOf({ column, row, columns, rows }: Rectangle, scale: number) {
  return {
    insetInlineStart: column * scale,
    insetBlockStart: row * scale,
    inlineSize: columns * scale,
    blockSize: rows * scale,
  };
}

/** Where the number of a box stands beside it. */
export type NumberSide = 'start' | 'end' | 'inside';

/** Pixels of the screen that a number of two digits takes beside a box. */
const NUMBER_PX = 26;

/**
 * The number stands before the box, where it covers no letter of the text in it and none of the lines above and below; behind the box
 * where the picture begins there, and inside at the end where the box reaches from edge to edge.
 */
export function numberSide({ column, columns }: Rectangle, size: ImageSize, scale: number): NumberSide {
  if (column * scale >= NUMBER_PX) return 'start';
  return (size.columns - column - columns) * scale >= NUMBER_PX ? 'end' : 'inside';
}

/** What of a picture is in sight, by where it and the view around it are on the screen. */
export function sightOf(picture: DOMRect, view: DOMRect, size: ImageSize): Sight {
  const scale = picture.width / size.columns || 1;
  const [left, top] = [Math.max(picture.left, view.left), Math.max(picture.top, view.top)];
  const [right, bottom] = [Math.min(picture.right, view.right), Math.min(picture.bottom, view.bottom)];
  return {
    x: (left - picture.left) / scale,
    y: (top - picture.top) / scale,
    width: Math.max(0, right - left) / scale,
    height: Math.max(0, bottom - top) / scale,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
