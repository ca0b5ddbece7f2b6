/** For so long something has to stay on the screen. */
const LEAST_MS = 300;
/** Two looks further apart than this have not watched what was between them. */
const LONGEST_GAP_MS = 1000;
/** An image is looked at in cells of about this many pixels, so that it can be seen part by part. */
const CELL_PX = 32;
const MOST_CELLS = 48;
/** Edges of a picture lie between pixels of the screen. */
const TOLERANCE_PX = 0.75;

/** A part of an image, in its own pixels. */
type ImagePart = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What is on the screen of one picture at one moment. */
export type Glance = {
  readonly atMs: number;
  /** Pixels of the screen for one of the image. */
  readonly scale: number;
  /** What of it is in sight; null while the tab is hidden or something lies over it. */
  readonly part: ImagePart | null;
};

/** Measures whether all of one picture was seen, at once or part by part. */
export type SightMeter = {
  /** @returns true once every part was on the screen, large enough and for long enough */
  readonly look: (glance: Glance) => boolean;
  /** How much of the picture was seen, from 0 to 1. */
  readonly share: () => number;
  /** Where the first part begins that was not seen; null when there is none. */
  readonly firstUnseen: () => { readonly x: number; readonly y: number } | null;
};

/** What is looked at: its size, and from how many pixels of the screen for one of the image it counts. */
export type SightSubject = { readonly columns: number; readonly rows: number; readonly leastScale: number };

export function createSightMeter(size: SightSubject): SightMeter {
  const across = cellsAlong(size.columns);
  const down = cellsAlong(size.rows);
  const [width, height] = [size.columns / across, size.rows / down];
  const seen = new Uint8Array(across * down);
  /** Since when a cell has been in sight without a break; -1 while it is not. */
  const since = new Float64Array(across * down).fill(-1);
  let unseen = seen.length;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    look: ({ atMs, scale, part }) => {
      const isWatched = atMs - lastMs <= LONGEST_GAP_MS;
      lastMs = atMs;
      const isLarge = scale >= size.leastScale;
      for (let cell = 0; cell < seen.length; cell++) {
        if (seen[cell] === 1) continue;
        const x = (cell % across) * width;
        const y = Math.floor(cell / across) * height;
        const isInSight = part !== null && isLarge && holds(part, { x, y, width, height });
        if (!isInSight) since[cell] = -1;
        else if (!isWatched || since[cell] === -1) since[cell] = atMs;
        else if (atMs - (since[cell] ?? atMs) >= LEAST_MS) {
          seen[cell] = 1;
          unseen -= 1;
        }
      }
      return unseen === 0;
    },
    share: () => 1 - unseen / seen.length,
    firstUnseen: () => {
      const cell = seen.indexOf(0);
      return cell === -1 ? null : { x: (cell % across) * width, y: Math.floor(cell / across) * height };
    },
  };
}

function cellsAlong(pixels: number): number {
  return Math.max(1, Math.min(MOST_CELLS, Math.floor(pixels / CELL_PX)));
}

function holds(outer: ImagePart, inner: ImagePart): boolean {
  return (
    inner.x >= outer.x - TOLERANCE_PX &&
    inner.y >= outer.y - TOLERANCE_PX &&
    inner.x + inner.width <= outer.x + outer.width + TOLERANCE_PX &&
    inner.y + inner.height <= outer.y + outer.height + TOLERANCE_PX
  );
}
