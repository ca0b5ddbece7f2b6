import { boxesOfMap, type TextMap } from './boxes-of-map.ts';
import { isCounted, isRead } from './counted-hit.ts';
import type { ReadText } from './decode-ctc.ts';
import { detectorInput, type Planes } from './detector-input.ts';
import type { FoundText } from './found-text.ts';
import type { HeaderTerms } from './header-terms.ts';
import { joinBoxes } from './join-boxes.ts';
import { kindOfText } from './kind-of-text.ts';
import { partWithEdges } from './part-with-edges.ts';
import { type Box, cutOut, type Picture, quarterTurned, turnedBack, wholePixels } from './picture.ts';
import { readerInput } from './reader-input.ts';
import { type TileLimits, tilesOf } from './tiles.ts';

/** The two models, wherever they run. */
export type TextEngine = {
  readonly detect: (input: Planes) => Promise<TextMap>;
  readonly read: (line: Planes) => Promise<ReadText>;
};

/** Never above 1280 pixels a side; at 960 the models need some 150 MB less. */
export const tileLimits: TileLimits = { longestPx: 832, enlargeToPx: 768, overlapPx: 96, borderPx: 16 };

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
  const found: FoundText[] = [];
  for (const joined of joinBoxes(boxes)) {
    const box = wholePixels(joined, picture);
    const read = await readLine(picture, box, engine);
    if (!isCounted(box, read, picture)) continue;
    const text = isRead(read) ? read.text : null;
    found.push({ box, text, kind: kindOfText(text, terms) });
  }
  return found;
}

async function detectAll(picture: Picture, engine: TextEngine): Promise<readonly Box[]> {
  const part = partWithEdges(picture);
  if (part === null) return [];
  const { scale, tiles } = tilesOf(picture.columns, picture.rows, tileLimits, part);
  const boxes: Box[] = [];
  for (const tile of tiles) {
    const { borderPx } = tileLimits;
    const map = await engine.detect(detectorInput(picture, tile, scale, borderPx));
    for (const box of boxesOfMap(map)) {
      boxes.push({
        column: tile.column + (box.column - borderPx) / scale,
        row: tile.row + (box.row - borderPx) / scale,
        columns: box.columns / scale,
        rows: box.rows / scale,
      });
    }
  }
  return boxes.filter((box) => isInside(box, picture));
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
