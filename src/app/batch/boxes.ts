import { areAllSeen, type SeenCounts } from '../../dicom/seen-counts.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { BoxScope, SavedDevice } from '../../report/decisions/saved-decisions.ts';
import type { Signature } from './outcomes.ts';

export type Redaction = NonNullable<BatchFile['redaction']>;
/** In stored columns and rows. */
export type Rectangle = Redaction['areas'][number]['rectangles'][number];

/** A rectangle over an image. One that is not ticked stays on the page, and its pixels in the file. */
export type Box = { readonly id: number; readonly rectangle: Rectangle; readonly isTicked: boolean };

/** Boxes of a series as they are drawn, before they are applied. */
export type BoxDraft = {
  readonly boxes: readonly Box[];
  /** Applied boxes that the draft stands for. Other boxes that single files have stay theirs. */
  readonly base: readonly Rectangle[];
};

/** Boxes that a person applied, or took away, in some files at once. */
export type BlankingDecision = Signature & {
  readonly series: string;
  readonly scope: BoxScope;
  /** What the page had displayed before, for the records. */
  readonly shown: string;
  /** What the person had drawn. */
  readonly draft: BoxDraft;
  /** Every file it is about, with the boxes it had before. */
  readonly before: ReadonlyMap<number, Redaction | null>;
};

export type BoxesState = {
  /** By series, as in the tree of studies. */
  readonly drafts: ReadonlyMap<string, BoxDraft>;
  /** The last one last; decisions that were taken back are gone. */
  readonly decisions: readonly BlankingDecision[];
  /** Boxes by device of decisions that were opened, drawn in images that are not here. */
  readonly devices: readonly SavedDevice[];
};

export const noBoxes: BoxesState = { drafts: new Map(), decisions: [], devices: [] };

/** The boxes that are applied to a file. */
export function ownRectangles({ redaction }: Pick<BatchFile, 'redaction'>): readonly Rectangle[] {
  const areas = redaction?.areas ?? [];
  return areas.flatMap(({ kind, rectangles }) => (kind === 'blank' ? rectangles : []));
}

/**
 * The boxes of a file under a draft of its series: those that are drawn, and those that this file has beside. In reading
 * order, in which people count them.
 */
export function boxesOf(file: Pick<BatchFile, 'redaction'>, draft: BoxDraft | null): readonly Box[] {
  const drawn = draft?.boxes ?? [];
  const known = [...(draft?.base ?? []), ...drawn.map(({ rectangle }) => rectangle)];
  const others = without(ownRectangles(file), known);
  const first = 1 + drawn.reduce((highest, { id }) => Math.max(highest, id), -1);
  return inReadingOrder([...drawn, ...others.map((rectangle, n) => ({ id: first + n, rectangle, isTicked: true }))]);
}

/** What is blanked in a file once a draft is applied to it. */
export function rectanglesUnder(file: Pick<BatchFile, 'redaction'>, draft: BoxDraft | null): readonly Rectangle[] {
  return boxesOf(file, draft).flatMap(({ rectangle, isTicked }) => (isTicked ? [rectangle] : []));
}

/** The draft that says what a person sees over this file now. */
export function draftOf(file: Pick<BatchFile, 'redaction'>, boxes: readonly Box[], draft: BoxDraft | null): BoxDraft {
  const base = [...(draft?.base ?? [])];
  return { boxes, base: [...base, ...without(ownRectangles(file), base)] };
}

/**
 * A person answers for the result only where every image of it was seen.
 * @param seen what was seen of the images with these boxes blanked
 */
export function redactionOf(rectangles: readonly Rectangle[], seen?: SeenCounts): Redaction | null {
  if (rectangles.length === 0) return null;
  const areas = [{ kind: 'blank', frames: 'all', rectangles }] as const;
  if (seen === undefined) return { areas, review: 'not-all-seen' };
  return { areas, review: areAllSeen(seen) ? 'seen' : 'not-all-seen', seen };
}

/** True when these files would be blanked otherwise than they are now. */
export function changesFiles(files: readonly BatchFile[], draft: BoxDraft): boolean {
  return files.some((file) => !areSame(ownRectangles(file), rectanglesUnder(file, draft)));
}

export function areSame(some: readonly Rectangle[], others: readonly Rectangle[]): boolean {
  return some.length === others.length && without(some, others).length === 0 && without(others, some).length === 0;
}

function without(rectangles: readonly Rectangle[], taken: readonly Rectangle[]): readonly Rectangle[] {
  if (rectangles.length === 0) return rectangles;
  const keys = new Set(taken.map(keyOf));
  return rectangles.filter((rectangle) => !keys.has(keyOf(rectangle)));
}

function keyOf({ column, row, columns, rows }: Rectangle): string {
  return `${column} ${row} ${columns} ${rows}`;
}

/** Line by line, from the left. What begins above the middle of the first box of a line stands in that line. */
function inReadingOrder(boxes: readonly Box[]): readonly Box[] {
  const fromTop = [...boxes].sort(
    (a, b) => a.rectangle.row - b.rectangle.row || a.rectangle.column - b.rectangle.column || a.id - b.id,
  );
  const lines: Box[][] = [];
  let middle = Number.NEGATIVE_INFINITY;
  for (const box of fromTop) {
    const { row, rows } = box.rectangle;
    const line = lines.at(-1);
    if (line !== undefined && row < middle) line.push(box);
    else {
      lines.push([box]);
      middle = row + rows / 2;
    }
  }
  return lines.flatMap((line) => line.sort((a, b) => a.rectangle.column - b.rectangle.column || a.id - b.id));
}
