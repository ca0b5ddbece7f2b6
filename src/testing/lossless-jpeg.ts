/** A lossless JPEG, by a writer that knows nothing of the product's (ISO/IEC 10918-1 H). */
export type LosslessPlan = {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly predictor: number;
  readonly precision: number;
  /** Rows between restart markers; 0 for none. */
  readonly restartRows: number;
  /** The table has the categories that the image needs, and no others. */
  readonly isSparse: boolean;
};

export function makeLosslessJpeg(plan: LosslessPlan, samples: Uint16Array): Uint8Array {
  const { rows, columns, components, precision, restartRows, predictor } = plan;
  const differences = Array.from(samples, (sample, at) => {
    const pixel = Math.floor(at / components);
    const [row, column] = [Math.floor(pixel / columns), pixel % columns];
    const isAnew = restartRows > 0 ? row % restartRows === 0 : row === 0;
    const of = (back: number) => samples[at - back * components] ?? 0;
    const [left, above, corner] = [of(1), of(columns), of(columns + 1)];
    const predictions = [
      left,
      above,
      corner,
      left + above - corner,
      left + Math.floor((above - corner) / 2),
      above + Math.floor((left - corner) / 2),
      Math.floor((left + above) / 2),
    ];
    const edge = column === 0 ? (isAnew ? 2 ** (precision - 1) : above) : left;
    const predicted = isAnew || column === 0 ? edge : predictions[predictor - 1]!;
    const word = (((sample - predicted) % 65536) + 65536) % 65536;
    return word > 32768 ? word - 65536 : word;
  });
  const size = (value: number) => (value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1);
  const used = [...new Set(differences.map(size))].sort((a, b) => a - b);
  const categories = plan.isSparse ? used : Array.from({ length: 17 }, (_, n) => n);
  let bits = '';
  const out: number[] = [];
  const flush = () => {
    for (let at = 0; at < bits.length; at += 8) {
      const byte = Number.parseInt(bits.slice(at, at + 8).padEnd(8, '1'), 2);
      out.push(byte);
      if (byte === 0xff) out.push(0);
    }
    bits = '';
  };
  for (const [at, value] of differences.entries()) {
    const row = at / (columns * components);
    if (restartRows > 0 && at > 0 && row % restartRows === 0) {
      flush();
      out.push(0xff, 0xd0 + ((row / restartRows - 1) % 8));
    }
    const category = size(value);
    bits += categories.indexOf(category).toString(2).padStart(5, '0');
    const extra = value < 0 ? value + 2 ** category - 1 : value;
    if (category > 0 && category < 16) bits += extra.toString(2).padStart(category, '0');
  }
  flush();
  const ids = Array.from({ length: components }, (_, n) => n + 1);
  const frame = [precision, rows >> 8, rows & 255, columns >> 8, columns & 255, components];
  const interval = restartRows * columns;
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xc3, [...frame, ...ids.flatMap((id) => [id, 0x11, 0])]),
    ...segment(0xc4, [0, 0, 0, 0, 0, categories.length, ...Array(11).fill(0), ...categories]),
    ...(restartRows > 0 ? segment(0xdd, [interval >> 8, interval & 255]) : []),
    ...segment(0xda, [components, ...ids.flatMap((id) => [id, 0]), predictor, 0, 0]),
    ...out,
    ...[0xff, 0xd9],
  ]);
}

function segment(marker: number, content: readonly number[]): readonly number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...content];
}
