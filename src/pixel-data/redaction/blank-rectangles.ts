import { lowerBound } from '../../dicom/lower-bound.ts';
import {
  type FrameChoice,
  mostRectangles,
  type Rectangle,
  type RedactedArea,
  type RedactionProblem,
} from './redaction.ts';

/** Rectangles that go in the frames named, inside the image; they may overlap. */
export type BlankRectangles = { readonly frames: FrameChoice; readonly rectangles: readonly Rectangle[] };

/** What of an image matters to the place of boxes. */
export type ImageSize = { readonly rows: number; readonly columns: number; readonly frames: number };

/**
 * Turns areas into the rectangles that go. What does not fit the image is a problem, not a smaller box: a decision about
 * another image must not pass for one about this.
 * @param alignColumns rectangles begin and end at multiples of so many columns
 */
export function blankRectangles(
  areas: readonly RedactedArea[],
  size: ImageSize,
  alignColumns = 1,
): readonly BlankRectangles[] | RedactionProblem {
  if (areas.length === 0) return 'no-boxes';
  if (areas.reduce((sum, { rectangles }) => sum + rectangles.length, 0) > mostRectangles) return 'too-many-boxes';
  const blanked: BlankRectangles[] = [];
  for (const { kind, frames, rectangles } of areas) {
    const problem = problemOf(frames, rectangles, size);
    if (problem !== null) return problem;
    const inside = rectangles.map((rectangle) => clip(rectangle, size));
    const going = kind === 'blank' ? inside : outsideOf(inside, size);
    blanked.push({ frames, rectangles: going.map((rectangle) => widen(rectangle, alignColumns)) });
  }
  return blanked.every(({ rectangles }) => rectangles.length === 0) ? 'no-boxes' : blanked;
}

function problemOf(frames: FrameChoice, rectangles: readonly Rectangle[], size: ImageSize): RedactionProblem | null {
  if (rectangles.length === 0) return 'no-boxes';
  if (!rectangles.every(isRectangle)) return 'malformed-box';
  if (rectangles.some(({ column, row }) => column >= size.columns || row >= size.rows)) return 'box-outside';
  if (frames === 'all') return null;
  if (frames.length === 0 || !frames.every((frame, n) => isCount(frame) && (n === 0 || frame > frames[n - 1]!))) {
    return 'malformed-box';
  }
  return frames.at(-1)! < size.frames ? null : 'frame-outside';
}

function isRectangle({ column, row, columns, rows }: Rectangle): boolean {
  return isCount(column) && isCount(row) && isCount(columns) && isCount(rows) && columns > 0 && rows > 0;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function clip({ column, row, columns, rows }: Rectangle, size: ImageSize): Rectangle {
  return { column, row, columns: Math.min(columns, size.columns - column), rows: Math.min(rows, size.rows - row) };
}

/** What no rectangle covers, in bands of rows between their edges. */
function outsideOf(rectangles: readonly Rectangle[], { rows, columns }: ImageSize): readonly Rectangle[] {
  const edges = new Set([0, rows]);
  for (const { row, rows: height } of rectangles) edges.add(row).add(row + height);
  const sorted = [...edges].sort((a, b) => a - b);
  const outside: Rectangle[] = [];
  for (const [n, row] of sorted.slice(0, -1).entries()) {
    const height = sorted[n + 1]! - row;
    const covering = rectangles.filter((one) => one.row <= row && row < one.row + one.rows);
    let column = 0;
    for (const one of covering.sort((a, b) => a.column - b.column)) {
      if (one.column > column) outside.push({ column, row, columns: one.column - column, rows: height });
      column = Math.max(column, one.column + one.columns);
    }
    if (column < columns) outside.push({ column, row, columns: columns - column, rows: height });
  }
  return outside;
}

function widen({ column, row, columns, rows }: Rectangle, step: number): Rectangle {
  const first = Math.floor(column / step) * step;
  return { column: first, row, columns: Math.ceil((column + columns) / step) * step - first, rows };
}

/** Do these rectangles lie in this frame? */
export function areInFrame({ frames }: BlankRectangles, frame: number): boolean {
  return frames === 'all' || frames[lowerBound(frames, frame)] === frame;
}
