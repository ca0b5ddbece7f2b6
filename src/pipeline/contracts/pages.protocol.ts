import type { InputContent } from './input-file.ts';

/** Size of every picture, in pixels: one size for all pages of a document. */
export type PictureSize = { readonly rows: number; readonly columns: number };

/** Why the pages of a document cannot be drawn. */
export type PagesProblem = {
  readonly kind: 'problem';
  readonly code:
    | 'no-document'
    | 'unreadable'
    | 'encrypted'
    | 'broken'
    | 'no-pages'
    | 'too-many-pages'
    | 'too-large'
    | 'no-room'
    | 'page-broken'
    | 'page-too-large'
    | 'too-slow'
    | 'not-loaded'
    | 'cancelled';
  /** Page on which it stopped, from 1; 0 where it is about the whole document. */
  readonly page: number;
};

export function pagesProblem(code: PagesProblem['code'], page = 0): PagesProblem {
  return { kind: 'problem', code, page };
}

export type OpenedPages = PictureSize & { readonly kind: 'opened'; readonly pages: number };

/** Red, green and blue of each pixel, one byte each, row by row. */
export type DrawnPage = { readonly kind: 'drawn'; readonly samples: Uint8Array<ArrayBuffer> };

/** A DICOM file up to its pixels: the bytes that the samples of all pages follow. */
export type CaptureHead = { readonly kind: 'head'; readonly bytes: Uint8Array<ArrayBuffer> };

/** What the worker of one document can do. It is made for that document and ended with it. */
export type PagesWorker = {
  readonly open: (content: InputContent) => Promise<OpenedPages | PagesProblem>;
  /** @param page from 1 */
  readonly draw: (page: number) => Promise<DrawnPage | PagesProblem>;
  readonly head: () => Promise<CaptureHead | PagesProblem>;
};

/** A file of pictures that takes the place of a document. */
type DrawnDocument = { readonly kind: 'drawn'; readonly content: InputContent; readonly pages: number };

/** Pictures of all documents of a batch together, in bytes; the page holds them as long as the batch. */
export const allPicturesBytes = 512 * 1024 * 1024;

/**
 * Draws the pages of one document. @param roomBytes that its pictures may take
 * @param onPage called before each page is drawn, with its number from 1
 */
export type DrawPages = (
  content: InputContent,
  roomBytes: number,
  signal: AbortSignal,
  onPage: (page: number, of: number) => void,
) => Promise<DrawnDocument | PagesProblem>;
