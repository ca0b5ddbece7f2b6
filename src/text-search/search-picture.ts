import { boxesOfMap, type TextMap } from './boxes-of-map.ts';
import { hasLineShape, isCounted, isRead, mayCount } from './counted-hit.ts';
import type { ReadText } from './decode-ctc.ts';
import { detectorInput, type Planes } from './detector-input.ts';
import { type CloserLook, closerLooks } from './finder/closer-looks.ts';
import { type Finding, type FoundRow, findRows } from './finder/find-rows.ts';
import { wholeLine } from './finder/whole-lines.ts';
import type { FoundText } from './found-text.ts';
import type { HeaderTerms } from './header-terms.ts';
import { joinBoxes } from './join-boxes.ts';
import { joinTexts } from './join-texts.ts';
import { kindOfText } from './kind-of-text.ts';
import { partWithEdges } from './part-with-edges.ts';
import {
  type Box,
  cutOut,
  isHalfWithin,
  movedBy,
  type Picture,
  quarterTurned,
  turnedBack,
  wholePixels,
} from './picture.ts';
import { readerInput } from './reader-input.ts';
import { tileLimits, tilesOf } from './tiles.ts';

/** The two models, wherever they run. */
export type TextEngine = {
  readonly detect: (input: Planes) => Promise<TextMap>;
  readonly read: (line: Planes) => Promise<ReadText>;
};

/** How much is looked at: a text that runs upwards is found much better in a picture that is turned. */
export type Turns = 'upright' | 'both';

/** Pictures of tissue or masks that are smaller have no room for a word that anybody could read. */
const leastSidePx = 12;

/** Finds texts in a picture, reads them, and says what they are about. */
export async function searchPicture(
  picture: Picture,
  turns: Turns,
  terms: HeaderTerms,
  engine: TextEngine,
): Promise<readonly FoundText[]> {
  if (Math.max(picture.columns, picture.rows) < leastSidePx) return [];
  const boxes = [...(await detectAll(picture, engine))];
  if (turns === 'both') {
    const turned = await detectAll(quarterTurned(picture), engine);
    boxes.push(...turned.map((box) => turnedBack(box, picture.rows)));
  }
  const finding = findRows(picture);
  for (const look of closerLooks(finding.rows, boxes, picture, tileLimits)) {
    boxes.push(...(await detectCloser(picture, look, engine)));
  }
  return readBoxes(picture, boxes, finding, terms, engine);
}

/** Looks at the part of a picture that is around a row, and nowhere else. */
export async function searchRow(
  picture: Picture,
  row: FoundRow,
  terms: HeaderTerms,
  engine: TextEngine,
): Promise<readonly FoundText[]> {
  const boxes: Box[] = [];
  for (const look of closerLooks([row], [], picture, tileLimits)) {
    boxes.push(...(await detectCloser(picture, look, engine)));
  }
  return readBoxes(picture, boxes, { letters: [], rows: [row] }, terms, engine);
}

/**
 * Texts that count, out of boxes that may hold one. Lines beside each other may be joined by a box that lies over all of them, which
 * nobody can read: then each is looked at by itself.
 */
async function readBoxes(
  picture: Picture,
  boxes: readonly Box[],
  finding: Finding,
  terms: HeaderTerms,
  engine: TextEngine,
): Promise<readonly FoundText[]> {
  const found: FoundText[] = [];
  // Heads and spines would take the lines with them that stand in them.
  const shapes = boxes.filter((box) => !mayCount(box, picture));
  const small = boxes.filter((box) => mayCount(box, picture));
  for (const joined of joinBoxes(small)) {
    const texts = await readBox(picture, joined, shapes, finding, terms, engine);
    found.push(...texts);
    if (texts.length > 0) continue;
    const lines = joinBoxes(small.filter((box) => hasLineShape(box) && isHalfWithin(box, joined)));
    if (lines.length < 2) continue;
    for (const line of lines) found.push(...(await readBox(picture, line, [joined], finding, terms, engine)));
  }
  return joinTexts(found);
}

/** @param shapes larger ones: what is not read inside of one is a part of it, unless it has letters */
async function readBox(
  picture: Picture,
  joined: Box,
  shapes: readonly Box[],
  { letters, rows }: Finding,
  terms: HeaderTerms,
  engine: TextEngine,
): Promise<readonly FoundText[]> {
  const found: FoundText[] = [];
  const box = wholePixels(joined, picture);
  const whole = wholeLine(box, letters);
  // What was added may be read wrongly, and what was found first alone may say less.
  for (const line of areEqual(box, whole) ? [box] : [box, whole]) {
    const read = await readLine(picture, line, engine);
    const text = isRead(read) ? read.text : null;
    const isDoubtful = text === null && (line !== box || shapes.some((shape) => isHalfWithin(box, shape)));
    if (!isCounted(line, read, picture) || (isDoubtful && !rows.some((row) => isHalfWithin(row.box, line)))) continue;
    found.push({ box: whole, text, kind: kindOfText(text, terms) });
  }
  return found;
}

/** What stands in a part of the picture that is enlarged, and turned where its letters run upwards or downwards. */
async function detectCloser(picture: Picture, { part, scale, runs }: CloserLook, engine: TextEngine) {
  const isDown = runs === 'down';
  const shown = isDown ? quarterTurned(cutOut(picture, part)) : cutOut(picture, part);
  const tile = { column: 0, row: 0, columns: shown.columns, rows: shown.rows };
  const boxes = await detectTile(shown, tile, scale, engine);
  return boxes
    .map((box) => (isDown ? turnedBack(box, part.rows) : box))
    .map((box) => movedBy(box, part))
    .filter((box) => isInside(box, picture));
}

function areEqual(one: Box, other: Box): boolean {
  return (
    one.column === other.column && one.row === other.row && one.columns === other.columns && one.rows === other.rows
  );
}

async function detectAll(picture: Picture, engine: TextEngine): Promise<readonly Box[]> {
  const part = partWithEdges(picture);
  if (part === null) return [];
  const { scale, tiles } = tilesOf(picture.columns, picture.rows, tileLimits, part);
  const boxes: Box[] = [];
  for (const tile of tiles) boxes.push(...(await detectTile(picture, tile, scale, engine)));
  return boxes.filter((box) => isInside(box, picture));
}

async function detectTile(picture: Picture, tile: Box, scale: number, engine: TextEngine): Promise<readonly Box[]> {
  const { borderPx } = tileLimits;
  const map = await engine.detect(detectorInput(picture, tile, scale, borderPx));
  return boxesOfMap(map).map((box) => ({
    column: tile.column + (box.column - borderPx) / scale,
    row: tile.row + (box.row - borderPx) / scale,
    columns: box.columns / scale,
    rows: box.rows / scale,
  }));
}

/** The models may see something in the border alone. */
function isInside({ column, row, columns, rows }: Box, picture: Picture): boolean {
  return column < picture.columns && row < picture.rows && column + columns > 0 && row + rows > 0;
}

/** A text that is higher than wide runs upwards or downwards: the better reading of both counts. */
async function readLine(picture: Picture, box: Box, engine: TextEngine): Promise<ReadText> {
  const line = cutOut(picture, box);
  if (box.rows < tallLine * box.columns) return engine.read(readerInput(line));
  const down = quarterTurned(line);
  const first = await engine.read(readerInput(down));
  const second = await engine.read(readerInput(quarterTurned(quarterTurned(down))));
  return first.confidence >= second.confidence ? first : second;
}

const tallLine = 1.5;
