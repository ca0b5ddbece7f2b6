import { type PagesProblem, type PictureSize, pagesProblem } from '../contracts/pages.protocol.ts';

/** Bounds for one document. A document beyond them keeps its other ways out. */
export const pageLimits = {
  documentBytes: 128 * 1024 * 1024,
  pages: 100,
  /** All pictures together. */
  pictureBytes: 512 * 1024 * 1024,
  /** Longer side of a picture; a page that would be larger is drawn at a lower resolution, the others are not. */
  sidePx: 2400,
  /** Of one picture inside a page. */
  imagePixels: 64 * 1024 * 1024,
} as const;

/** Letters of 6 points have 10 pixels in height: readable, and large enough for the search for text. */
const dotsPerInch = 150;
/** Below this, letters of 6 points have less than 7 pixels. */
const leastDotsPerInch = 100;
const pointsPerInch = 72;

/** Width and height of a page as it is shown, in points (ISO 32000-1 8.3.2.3). */
export type PagePoints = { readonly width: number; readonly height: number };

/** How all pages are drawn: `pixelsPerPoint` has an entry for each. */
export type PagePlan = PictureSize & { readonly kind: 'plan'; readonly pixelsPerPoint: readonly number[] };

/**
 * One size of picture that each page fits into at its own resolution, because all frames of an image have one size (PS3.3
 * C.7.6.3.1.3). The number of columns is even, so that no padding follows the samples.
 */
export function planPages(pages: readonly PagePoints[]): PagePlan | PagesProblem {
  if (pages.length === 0) return pagesProblem('no-pages');
  if (pages.length > pageLimits.pages) return pagesProblem('too-many-pages');
  const empty = pages.findIndex(({ width, height }) => !(width > 0 && height > 0));
  if (empty >= 0) return pagesProblem('page-broken', empty + 1);
  const longer = pages.map(({ width, height }) => Math.max(width, height));
  const large = longer.findIndex((side) => (pageLimits.sidePx / side) * pointsPerInch < leastDotsPerInch);
  if (large >= 0) return pagesProblem('page-too-large', large + 1);
  const pixelsPerPoint = longer.map((side) => Math.min(dotsPerInch / pointsPerInch, pageLimits.sidePx / side));
  const width = Math.max(...pages.map((page, n) => page.width * pixelsPerPoint[n]!));
  const height = Math.max(...pages.map((page, n) => page.height * pixelsPerPoint[n]!));
  const columns = 2 * Math.max(1, Math.ceil(width / 2 - 1e-6));
  const rows = Math.max(1, Math.ceil(height - 1e-6));
  if (rows * columns * 3 * pages.length > pageLimits.pictureBytes) return pagesProblem('too-large');
  return { kind: 'plan', rows, columns, pixelsPerPoint };
}
