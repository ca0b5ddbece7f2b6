/** A part of the screen, in CSS pixels. */
export type ScreenPart = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** The smallest thing that could hide a text: no menu, message or button is smaller in both directions. */
export const COVER_PX = 24;
/** A question about one point takes about ten microseconds. */
const MOST_POINTS = 1800;
/** The points are asked for in three turns, as many as fit into the time that a picture has to be in sight. */
export const TURNS = 3;
/** At the very edge stands what is beside the picture. */
const EDGE_PX = 2;

/**
 * Points to ask what lies there, a third of them in each turn. In all turns together no thing of 24 pixels or more in both
 * directions passes between them; in parts of the screen of more than a million pixels it may be larger, to bound the time.
 */
export function* pointsOver(part: ScreenPart, turn: number): Generator<readonly [number, number]> {
  const step = Math.max(COVER_PX, Math.sqrt(((part.right - part.left) * (part.bottom - part.top)) / MOST_POINTS));
  const rows = [...along(part.top, part.bottom, step)];
  for (let row = turn % TURNS; row < rows.length; row += TURNS) {
    for (const x of along(part.left, part.right, step)) yield [x, rows[row]!];
  }
}

/** Both ends, and what is between them, at most a step apart. */
function* along(start: number, end: number, step: number): Generator<number> {
  const length = Math.max(0, end - start - 2 * EDGE_PX);
  const steps = Math.max(1, Math.ceil(length / step));
  for (let n = 0; n <= steps; n++) yield start + Math.min(EDGE_PX, (end - start) / 2) + (length * n) / steps;
}
