import type { Modality } from './modality.ts';
import type { Overlay } from './overlays.ts';
import type { Samples } from './unpack-samples.ts';
import type { Voi } from './window.ts';

type FrameBase = {
  readonly rows: number;
  readonly columns: number;
  readonly overlays: readonly Overlay[];
};

/** One frame, decoded. Grey values are as stored, one a pixel; colours are RGB, three a pixel. */
export type Frame =
  | (FrameBase & {
      readonly kind: 'grey';
      readonly values: Samples;
      readonly modality: Modality;
      /** From the header; null when it gives none. */
      readonly voi: Voi | null;
      /** MONOCHROME1: the lowest value is white. */
      readonly isInverted: boolean;
      /** Stored values that stand for no image, inclusive (PS3.3 C.7.5.1.1.2). */
      readonly padding: { readonly low: number; readonly high: number } | null;
    })
  | (FrameBase & {
      readonly kind: 'colour';
      readonly values: ArrayLike<number>;
      /** The brightest sample possible. */
      readonly maximum: number;
    });
