import type { Rectangle } from '../../pixel-data/redaction/redaction.ts';
import type { FoundText } from '../../text-search/found-text.ts';
import type { FramePlace, ImageProblem } from './image.protocol.ts';
import type { InputContent } from './input-file.ts';

/** A text in an image, and the first of its frames, from 0, that it was found in. */
export type ImageText = FoundText & { readonly frame: number };

/** Why nobody and nothing looked for text in an image. */
export type UnsearchedCause =
  /** It could not be decoded, or the search broke. */
  | 'failed'
  /** A person ended the search, or saved without it. */
  | 'stopped'
  /** Text is unlikely in it, and the search is set to where text is likely. */
  | 'unlikely';

/** What the search came to in one file. Never part of an output or of the records. */
export type SearchResult =
  | {
      readonly kind: 'searched';
      readonly texts: readonly ImageText[];
      /** An image of the same series shows text, though text is unlikely in it. */
      readonly isTextBeside: boolean;
    }
  | { readonly kind: 'not-searched'; readonly cause: UnsearchedCause };

/** Where a text keeps the file back, and whether it says a name, number or date of this patient. */
export type SearchHit = Rectangle & { readonly isPatients: boolean };

/** What of that decides about the file: boxes that keep it back, and nothing that was read. */
export type SearchFacts =
  | { readonly kind: 'searched'; readonly hits: readonly SearchHit[]; readonly isTextBeside: boolean }
  | { readonly kind: 'not-searched'; readonly cause: UnsearchedCause };

/** How a frame is looked at: as it is seen; over its full range of grey as well; turned by a quarter beside both. */
export type LookDepth = 'seen' | 'full-range' | 'thorough';

/** One frame to look at. */
export type LookRequest = { readonly content: InputContent; readonly frame: number; readonly depth: LookDepth };

/** What is seen in one frame; `frames` is how many the file has. */
type Look = { readonly kind: 'looked'; readonly texts: readonly ImageText[]; readonly frames: number };

/** `left-out`: the images are of one size more than projections are held for, and nothing was added. */
type Projecting = { readonly kind: 'added'; readonly frames: number } | { readonly kind: 'left-out' };

/** What is seen in the projections, and how many frames of files that were added whole they are made of. */
type ProjectionLook = { readonly kind: 'looked'; readonly texts: readonly FoundText[]; readonly frames: number };

/**
 * What the text worker can do, one thing at a time; it loads its models with the first call. Expected failures are values, a
 * throw is a bug. `key` names the file, as for the image worker.
 */
export type TextWorker = {
  readonly look: (key: number, request: LookRequest) => Promise<Look | ImageProblem>;
  /** Adds all frames of a file to the brightest and the darkest picture of the images of its size. */
  readonly project: (key: number, content: InputContent) => Promise<Projecting | ImageProblem>;
  /** Looks at the pictures of all sizes and forgets them. */
  readonly lookAtProjections: () => Promise<ProjectionLook>;
  /** Looks at the brightest and the darkest picture of some images of one size; `keys` name the files of the parts. */
  readonly lookAtTile: (
    keys: readonly number[],
    parts: readonly FramePlace[],
  ) => Promise<ProjectionLook | ImageProblem>;
};

/**
 * Looks for text in a worker of its own, which starts with the first call and is ended when nothing is left to look at: its
 * memory is never given back otherwise. An aborted call gives a problem. A worker that is lost, `decoder-lost`, takes its
 * projections with it, and the next call starts another, until it is broken.
 */
export type TextService = {
  readonly look: (request: LookRequest, signal: AbortSignal) => Promise<Look | ImageProblem>;
  readonly project: (content: InputContent, signal: AbortSignal) => Promise<Projecting | ImageProblem>;
  readonly lookAtProjections: (signal: AbortSignal) => Promise<ProjectionLook | ImageProblem>;
  /** True when the worker was lost several times in a row: it does not run here, and no call starts another before `end`. */
  readonly isBroken: () => boolean;
  /** Ends the worker; the next call starts another. */
  readonly end: () => void;
};

/** Looks for text in tiles, by the worker of a text service: its other calls wait meanwhile, and `end` does not cut a tile short. */
export type TileSearch = {
  readonly lookAtTile: (parts: readonly FramePlace[], signal: AbortSignal) => Promise<ProjectionLook | ImageProblem>;
};
