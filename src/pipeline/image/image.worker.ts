import * as Comlink from 'comlink';
import type { RedactedArea } from '../../pixel-data/redaction/redaction.ts';
import type { Frame } from '../../pixel-data/rendering/frame.ts';
import { defaultVoiOf, renderFrame, valueRangeOf } from '../../pixel-data/rendering/render-frame.ts';
import { type Picture, shrinkPicture } from '../../pixel-data/rendering/shrink.ts';
import { type ImageProblem, type ImageWorker, mostInTile } from '../contracts/image.protocol.ts';
import type { InputContent } from '../contracts/input-file.ts';
import { createCodecs } from './codecs/create-codecs.ts';
import { loadCodecs } from './codecs/load-codecs.ts';
import { type OpenImage, openImage } from './read-image.ts';
import { createTileMaker } from './tile-pictures.ts';

/** Longer side of a thumbnail. */
const thumbnailPx = 160;

const codecs = createCodecs(loadCodecs);

/** A file whose header was read last. The frames of a file follow each other, on the screen and on a contact sheet. */
type Kept = { key: number; image: OpenImage | null };
const onScreen: Kept = { key: -1, image: null };
const onSheet: Kept = { key: -1, image: null };

/** Only the frame on the screen is kept decoded. */
let decoded: (Wanted & { readonly values: Frame }) | null = null;

/** `blanked` is a copy each time it crosses, so it is compared as text. */
type Wanted = { readonly image: OpenImage; readonly frame: number; readonly blanked: string };

const worker: ImageWorker = {
  show: async (key, { content, frame, window, showsOverlays, blanked }) => {
    const image = await open(onScreen, key, content);
    if (image.kind === 'problem') return image;
    const values = await decodeOnce(image, frame, blanked);
    if (values.kind === 'problem') return values;
    const voi = window === null ? defaultVoiOf(values) : ({ kind: 'window', ...window } as const);
    const bitmap = await toBitmap({ ...values, rgba: renderFrame(values, voi, showsOverlays) });
    const result = {
      kind: 'shown',
      facts: image.facts,
      bitmap,
      window: voi.kind === 'window' ? { centre: voi.centre, width: voi.width, shape: voi.shape } : null,
      range: valueRangeOf(values),
      overlays: values.overlays.length,
    } as const;
    return Comlink.transfer(result, [bitmap]);
  },
  thumbnail: async (key, { content, frame, showsOverlays, blanked }) => {
    const image = await open(onSheet, key, content);
    if (image.kind === 'problem') return image;
    const values = await image.readFrame(frame, blanked);
    if (values.kind === 'problem') return values;
    const rgba = renderFrame(values, defaultVoiOf(values), showsOverlays);
    const bitmap = await toBitmap(shrinkPicture({ ...values, rgba }, thumbnailPx));
    return Comlink.transfer({ kind: 'thumbnail', bitmap } as const, [bitmap]);
  },
  tile: async (keys, { parts, sidePx }) => {
    if (parts.length > mostInTile) throw new RangeError(`A tile of ${parts.length} images: at most ${mostInTile}`);
    const maker = createTileMaker();
    for (const [n, { content, frame }] of parts.entries()) {
      const image = await open(onSheet, keys[n] ?? -1, content);
      if (image.kind === 'problem') return image;
      const values = await image.readFrame(frame);
      if (values.kind === 'problem') return values;
      const { rows, columns } = values;
      const isAdded = maker.add({ rows, columns, rgba: renderFrame(values, defaultVoiOf(values), false) });
      if (!isAdded) return { kind: 'problem', code: 'damaged', transferSyntaxUid: '', layout: '' };
    }
    const { pictures, isDrowned } = maker.finish();
    const { rows = 0, columns = 0 } = pictures[0]?.picture ?? {};
    const isMuchLarger = Math.max(rows, columns) > 2 * sidePx;
    const drawn = await Promise.all(
      pictures.map(async ({ look, picture }) => {
        return { look, bitmap: await toBitmap(isMuchLarger ? shrinkPicture(picture, sidePx) : picture) };
      }),
    );
    return Comlink.transfer(
      { kind: 'tile', rows, columns, pictures: drawn, isDrowned } as const,
      drawn.map(({ bitmap }) => bitmap),
    );
  },
};

async function open(kept: Kept, key: number, content: InputContent): Promise<OpenImage | ImageProblem> {
  if (kept.key === key && kept.image !== null) return kept.image;
  kept.image = null;
  const image = await openImage(content, codecs.decode);
  if (image.kind === 'problem') return image;
  kept.key = key;
  kept.image = image;
  return image;
}

async function decodeOnce(
  image: OpenImage,
  frame: number,
  areas: readonly RedactedArea[] | null,
): Promise<Frame | ImageProblem> {
  const blanked = JSON.stringify(areas);
  if (decoded?.image === image && decoded.frame === frame && decoded.blanked === blanked) return decoded.values;
  // Let go first: two frames at once are the most memory that this worker could need.
  decoded = null;
  const values = await image.readFrame(frame, areas);
  if (values.kind !== 'problem') decoded = { image, frame, blanked, values };
  return values;
}

function toBitmap({ rgba, rows, columns }: Picture): Promise<ImageBitmap> {
  // No colour management: what is drawn is what was computed.
  return createImageBitmap(new ImageData(rgba, columns, rows), { colorSpaceConversion: 'none' });
}

Comlink.expose(worker);
