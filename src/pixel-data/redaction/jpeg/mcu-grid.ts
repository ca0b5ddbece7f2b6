import type { JpegImage } from './parse-jpeg.ts';

/** Pixels that one MCU covers, and how many there are. A scan of one component has blocks for MCUs (A.2.2). */
export type McuGrid = {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
  /** The component of each block of an MCU. */
  readonly blocks: readonly number[];
};

export function mcuGridOf({ rows, columns, components }: JpegImage): McuGrid {
  const isSingle = components.length === 1;
  const width = isSingle ? 8 : 8 * Math.max(...components.map(({ horizontal }) => horizontal));
  const height = isSingle ? 8 : 8 * Math.max(...components.map(({ vertical }) => vertical));
  const blocks = components.flatMap(({ horizontal, vertical }, n) =>
    Array.from({ length: isSingle ? 1 : horizontal * vertical }, () => n),
  );
  return { width, height, across: Math.ceil(columns / width), down: Math.ceil(rows / height), blocks };
}
