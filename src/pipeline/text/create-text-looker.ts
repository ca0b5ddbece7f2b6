import type { Frame } from '../../pixel-data/rendering/frame.ts';
import { addRows, type RowSample } from '../../text-search/finder/row-samples.ts';
import type { FoundText } from '../../text-search/found-text.ts';
import { type HeaderTerms, headerTerms } from '../../text-search/header-terms.ts';
import { joinTexts } from '../../text-search/join-texts.ts';
import { movedBy, type Picture } from '../../text-search/picture.ts';
import { addPicture, type Projection } from '../../text-search/projection.ts';
import { rememberLines } from '../../text-search/remember-lines.ts';
import { searchPicture, searchRow, type TextEngine } from '../../text-search/search-picture.ts';
import type { ImageProblem } from '../contracts/image.protocol.ts';
import type { InputContent } from '../contracts/input-file.ts';
import type { ImageText, TextWorker } from '../contracts/text-search.ts';
import { createCodecs } from '../image/codecs/create-codecs.ts';
import { type OpenImage, openImage } from '../image/read-image.ts';
import { headerTexts } from './header-texts.ts';
import { lookAtFrame, pictureOf } from './look-at-frame.ts';

/** What is loaded when it is first needed. */
type Loaders = {
  readonly loadEngine: () => Promise<TextEngine>;
  readonly loadCodecs: () => Promise<WebAssembly.Module>;
};

type Opened = { readonly key: number; readonly image: OpenImage; readonly terms: HeaderTerms };

/** A frame that was looked at, as it is seen, for the next one: films stand still for a while. */
type Before = { readonly key: number; readonly rgba: ArrayLike<number>; readonly texts: readonly ImageText[] };

/** The text worker without the worker: frames of files, decoded, windowed and searched, one after the other. */
export function createTextLooker({ loadEngine, loadCodecs }: Loaders): TextWorker {
  const codecs = createCodecs(loadCodecs);
  let engine: Promise<TextEngine> | null = null;
  let opened: Opened | null = null;
  let before: Before | null = null;
  let projections: Projection[] = [];
  let rowSamples: RowSample[] = [];
  let projectedFrames = 0;
  let projectedTerms: HeaderTerms | null = null;

  const startEngine = () => {
    engine ??= loadEngine().then(rememberLines);
    return engine;
  };

  async function open(key: number, content: InputContent): Promise<Opened | ImageProblem> {
    if (opened?.key === key) return opened;
    opened = null;
    const image = await openImage(content, codecs.decode);
    if (image.kind === 'problem') return image;
    opened = { key, image, terms: headerTerms(headerTexts(image.dataset)) };
    return opened;
  }

  return {
    look: async (key, { content, frame, depth }) => {
      const file = await open(key, content);
      if ('kind' in file) return file;
      const { frames } = file.image.facts;
      const decoded = await file.image.readFrame(frame);
      if (decoded.kind === 'problem') return decoded;
      const { rgba } = pictureOf(decoded);
      const isStill = depth === 'seen' && before?.key === key && areEqual(before.rgba, rgba);
      if (isStill) return { kind: 'looked', texts: before?.texts ?? [], frames };
      const found = await lookAtFrame(decoded, depth, file.terms, await startEngine());
      const texts = found.map((text) => ({ ...text, frame }));
      before = { key, rgba, texts };
      return { kind: 'looked', texts, frames };
    },
    project: async (key, content) => {
      const file = await open(key, content);
      if ('kind' in file) return file;
      projectedTerms ??= file.terms;
      const { frames } = file.image.facts;
      for (let frame = 0; frame < frames; frame++) {
        const decoded: Frame | ImageProblem = await file.image.readFrame(frame);
        if (decoded.kind === 'problem') return decoded;
        const picture = pictureOf(decoded);
        if (!addPicture(projections, picture)) return { kind: 'left-out' };
        if (frame % stepOfRows(picture, frames) === 0) addRows(rowSamples, picture);
      }
      projectedFrames += frames;
      return { kind: 'added', frames };
    },
    lookAtTile: async (keys, parts) => {
      const own: Projection[] = [];
      const texts: FoundText[] = [];
      let terms: HeaderTerms | null = null;
      for (const [n, { content, frame }] of parts.entries()) {
        const file = await open(keys[n] ?? -1, content);
        if ('kind' in file) return file;
        terms ??= file.terms;
        const decoded: Frame | ImageProblem = await file.image.readFrame(frame);
        if (decoded.kind === 'problem') return decoded;
        // Whoever counts the frames sees that the tile was not looked at whole.
        if (!addPicture(own, pictureOf(decoded)) || own.length > 1) return { kind: 'looked', texts, frames: n };
      }
      if (terms === null) return { kind: 'looked', texts, frames: 0 };
      const running = await startEngine();
      for (const projection of own) texts.push(...(await textsOf(projection, terms, running)));
      return { kind: 'looked', texts, frames: parts.length };
    },
    lookAtProjections: async () => {
      const [held, samples, frames, terms] = [projections, rowSamples, projectedFrames, projectedTerms];
      projections = [];
      rowSamples = [];
      projectedFrames = 0;
      projectedTerms = null;
      if (terms === null) return { kind: 'looked', texts: [], frames };
      const running = await startEngine();
      const texts: FoundText[] = [];
      for (const projection of held) texts.push(...(await textsOf(projection, terms, running)));
      for (const { picture, place, row } of samples) {
        const inPart = await searchRow(picture, row, terms, running);
        texts.push(...inPart.map((text) => ({ ...text, box: movedBy(text.box, place) })));
      }
      return { kind: 'looked', texts, frames };
    },
  };
}

async function textsOf({ brightest, darkest }: Projection, terms: HeaderTerms, running: TextEngine) {
  const bright = await searchPicture(brightest, 'both', terms, running);
  return joinTexts([...bright, ...(await searchPicture(darkest, 'both', terms, running))]);
}

/** So many pixels of one file are looked at for rows, well within what one call may take. */
const mostRowPixels = 250_000_000;

/** 1 where every frame of a file is looked at for rows; of very many or very large ones, every second, third and so on. */
function stepOfRows({ columns, rows }: Picture, frames: number): number {
  return Math.max(1, Math.ceil((frames * columns * rows) / mostRowPixels));
}

function areEqual(some: ArrayLike<number>, others: ArrayLike<number>): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
  return true;
}
