import type { RedactedArea } from '../../pixel-data/redaction/redaction.ts';
import type { ValueRange } from '../../pixel-data/rendering/render-frame.ts';
import type { Window } from '../../pixel-data/rendering/window.ts';
import type { InputContent } from './input-file.ts';

/** One frame of one file, and how it is to be looked at. */
export type FrameRequest = {
  readonly content: InputContent;
  /** From 0. */
  readonly frame: number;
  /** Null for the way the file itself asks for. */
  readonly window: Window | null;
  readonly showsOverlays: boolean;
  /** What of the image is shown as the saving pass will blank it; null for the original. */
  readonly blanked: readonly RedactedArea[] | null;
};

/** What the header says of the image, for people. */
export type ImageFacts = {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly bitsStored: number;
  readonly samplesPerPixel: number;
  readonly photometric: string;
  readonly transferSyntaxUid: string;
};

export type ShownFrame = {
  readonly kind: 'shown';
  readonly facts: ImageFacts;
  /** The whole frame, a pixel each. Whoever receives it closes it. */
  readonly bitmap: ImageBitmap;
  /** The window in force; null while the file's own lookup table is. */
  readonly window: Window | null;
  /** Values that the window can be moved over, in units of the modality. */
  readonly range: ValueRange;
  /** Overlay planes that this frame has, drawn or not. */
  readonly overlays: number;
};

/** Why there is nothing to see. Stable words; the page has the sentences. */
export type ImageProblem = {
  readonly kind: 'problem';
  readonly code:
    | 'no-pixels'
    | 'no-frame'
    | 'video'
    | 'unknown-syntax'
    | 'unsupported-layout'
    | 'too-large'
    | 'damaged'
    /** Boxes that cannot be blanked in this file. */
    | 'not-blanked'
    | 'unreadable'
    | 'decoder-lost';
  /** '' where the file was not understood so far. */
  readonly transferSyntaxUid: string;
  /** Photometric Interpretation and bits where the layout is the problem, the reason where boxes are. */
  readonly layout: string;
};

/** One frame of a file, by its number from 0. */
export type FramePlace = Pick<FrameRequest, 'content' | 'frame'>;

export type ThumbnailRequest = Omit<FrameRequest, 'window'>;
export type Thumbnail = { readonly kind: 'thumbnail'; readonly bitmap: ImageBitmap };

/** A tile stands for at most so many images: text of one of them could vanish among more. */
export const mostInTile = 64;

/** One frame, or several of one size that are shown as one. */
export type TileRequest = {
  readonly parts: readonly FramePlace[];
  /** Pixels of the longer side on the screen: a picture that is more than twice as large is made smaller. */
  readonly sidePx: number;
};

/** How a picture stands for its images: the only one, or the brightest or darkest value that each pixel has in any of them. */
export type TileLook = 'as-is' | 'brightest' | 'darkest';

export type Tile = {
  readonly kind: 'tile';
  /** Of the images, in pixels. */
  readonly rows: number;
  readonly columns: number;
  /** One, or two where text could be light and dark. Whoever receives them closes them. */
  readonly pictures: readonly { readonly look: TileLook; readonly bitmap: ImageBitmap }[];
  /** Text of a single image could have vanished in a picture of all of them. */
  readonly isDrowned: boolean;
};

/**
 * What the image worker can do, one thing at a time. Expected failures are values, a throw is a bug.
 * `key` names the file: what crosses to a worker is a copy, by which no file can be known again.
 */
export type ImageWorker = {
  readonly show: (key: number, request: FrameRequest) => Promise<ShownFrame | ImageProblem>;
  readonly thumbnail: (key: number, request: ThumbnailRequest) => Promise<Thumbnail | ImageProblem>;
  /** `keys` name the files of the parts. Overlays are not drawn: what they cover was not seen. */
  readonly tile: (keys: readonly number[], request: TileRequest) => Promise<Tile | ImageProblem>;
};
