import type { ImageFacts, ShownFrame } from '../../pipeline/contracts/image.protocol.ts';

type Window = NonNullable<ShownFrame['window']>;
type ValueRange = ShownFrame['range'];

/** What the sliders run over. */
export type WindowLimits = {
  readonly level: ValueRange;
  readonly width: ValueRange;
  /** 1 for whole numbers over a range wide enough, else a two-hundredth of it. */
  readonly step: number;
};

/** The window to start from where the file's own table is in force. */
export function startWindow({ window, range }: Pick<ShownFrame, 'window' | 'range'>): Window {
  const width = Math.max(range.max - range.min, Number.MIN_VALUE);
  return window ?? { centre: (range.min + range.max) / 2, width: width > 0 ? width : 1, shape: 'linear-exact' };
}

/** Room for all values and for the window in force, which may lie outside of them. */
export function windowLimits(window: Window, range: ValueRange): WindowLimits {
  const span = Math.max(range.max - range.min, window.width);
  const step = span >= 40 ? 1 : span / 200;
  return {
    level: { min: Math.min(range.min, window.centre), max: Math.max(range.max, window.centre) },
    width: { min: step, max: Math.max(span, window.width) },
    step,
  };
}

/** As radiology viewers do it: to the right is wider, down is a higher level (so darker). Pixels of the screen. */
export function dragWindow(start: Window, range: ValueRange, rightPx: number, downPx: number): Window {
  const limits = windowLimits(start, range);
  const perPx = Math.max(limits.width.max / 400, limits.step / 4);
  return {
    ...start,
    centre: clamp(start.centre + downPx * perPx, limits.level),
    width: clamp(start.width + rightPx * perPx, limits.width),
  };
}

/** `8 bit`, `3 × 8 bit`. */
export function depthOf({ samplesPerPixel, bitsStored }: ImageFacts): string {
  return samplesPerPixel === 1 ? `${bitsStored} bit` : `${samplesPerPixel} × ${bitsStored} bit`;
}

function clamp(value: number, { min, max }: ValueRange): number {
  return Math.min(max, Math.max(min, value));
}
