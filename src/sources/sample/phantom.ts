/** An ellipsoid in millimetres about the middle of the phantom, filled with one value. Later ones cover earlier ones. */
export type Ellipsoid = {
  readonly centre: readonly [x: number, y: number, z: number];
  readonly radii: readonly [x: number, y: number, z: number];
  readonly value: number;
};

/** A head: scalp, skull, brain, ventricles, two eyes and a small lesion. Values are given by tissue. */
export function headPhantom(tissue: Readonly<Record<Tissue, number>>): readonly Ellipsoid[] {
  return [
    { centre: [0, 0, 0], radii: [78, 96, 88], value: tissue.scalp },
    { centre: [0, 0, 0], radii: [73, 91, 83], value: tissue.bone },
    { centre: [0, 0, 0], radii: [67, 85, 77], value: tissue.brain },
    { centre: [-14, -4, 8], radii: [8, 30, 16], value: tissue.fluid },
    { centre: [14, -4, 8], radii: [8, 30, 16], value: tissue.fluid },
    { centre: [-30, -72, -38], radii: [14, 13, 14], value: tissue.fluid },
    { centre: [30, -72, -38], radii: [14, 13, 14], value: tissue.fluid },
    { centre: [34, 28, 14], radii: [10, 8, 10], value: tissue.lesion },
  ];
}

type Tissue = 'scalp' | 'bone' | 'brain' | 'fluid' | 'lesion';

export type Slice = { readonly size: number; readonly spacingMm: number; readonly zMm: number };

/**
 * Draws one axial slice as 16-bit samples. Only the four basic operations are used, so that each engine draws the same.
 * @param noise half the width of the noise, in sample values.
 */
export function drawSlice(shapes: readonly Ellipsoid[], background: number, noise: number, slice: Slice): Uint16Array {
  const { size, spacingMm, zMm } = slice;
  const samples = new Uint16Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const x = (column - size / 2 + 0.5) * spacingMm;
      const y = (row - size / 2 + 0.5) * spacingMm;
      const shape = shapes.findLast(({ centre, radii }) => {
        const dx = (x - centre[0]) / radii[0];
        const dy = (y - centre[1]) / radii[1];
        const dz = (zMm - centre[2]) / radii[2];
        return dx * dx + dy * dy + dz * dz <= 1;
      });
      const value = (shape?.value ?? background) + noiseAt(column, row, Math.round(zMm * 10), noise);
      samples[row * size + column] = Math.max(0, Math.min(4095, value));
    }
  }
  return samples;
}

/** Noise that depends on the place alone: whole numbers from `-width` to `width`. */
export function noiseAt(x: number, y: number, z: number, width: number): number {
  let hash = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(z, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) % (2 * width + 1)) - width;
}
