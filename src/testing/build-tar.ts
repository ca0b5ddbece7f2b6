/** A member of a tar as the test wants it told, true or not. */
export type TarPlan = {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array;
  /** One character; `0`, an ordinary file, unless said otherwise. */
  readonly type?: string;
  /** Written instead of the length of the data; `data` still follows. */
  readonly claimedSizeBytes?: number;
  readonly prefix?: string;
  /** `ustar\0` + `00` unless said otherwise: GNU writes `ustar  \0`, the oldest archives nothing. */
  readonly magic?: string;
  readonly hasBase256Size?: boolean;
  readonly hasWrongChecksum?: boolean;
  /** The sum of bytes taken for signed, as some old programs wrote it. */
  readonly hasSignedChecksum?: boolean;
};

export const gnuMagic = 'ustar  \0';
export const noMagic = '';

/** Writes a tar by hand, so that tests can make archives that no honest tool writes. Two blocks of zeros end it. */
export function buildTar(plans: readonly TarPlan[], zeroBlocks = 2): Uint8Array<ArrayBuffer> {
  return join([...plans.flatMap((plan) => [header(plan), padded(plan.data)]), new Uint8Array(512 * zeroBlocks)]);
}

/** Records of a pax header: `length key=value` and a line end. */
export function paxRecords(values: Readonly<Record<string, string>>): Uint8Array {
  const records = Object.entries(values).map(([key, value]) => {
    const rest = new TextEncoder().encode(` ${key}=${value}\n`).length;
    let length = rest + 1;
    while (`${length}`.length + rest !== length) length += 1;
    return `${length} ${key}=${value}\n`;
  });
  return new TextEncoder().encode(records.join(''));
}

function header(plan: TarPlan): Uint8Array {
  const { name, data, type = '0', prefix = '', magic = 'ustar\x0000', hasBase256Size = false } = plan;
  const size = plan.claimedSizeBytes ?? data?.length ?? 0;
  const block = new Uint8Array(512);
  const put = (text: string | Uint8Array, at: number, most: number) =>
    block.set((typeof text === 'string' ? new TextEncoder().encode(text) : text).subarray(0, most), at);
  put(name, 0, 100);
  put('0000644\0', 100, 8);
  put(`${size.toString(8).padStart(11, '0')}\0`, 124, 12);
  if (hasBase256Size) {
    block.fill(0, 124, 136).fill(0x80, 124, 125);
    for (let at = 135, rest = size; at > 124 && rest > 0; at--, rest = Math.floor(rest / 256)) block[at] = rest % 256;
  }
  put('        ', 148, 8);
  put(type, 156, 1);
  put(magic, 257, 8);
  put(prefix, 345, 155);
  let sum = plan.hasWrongChecksum ? 1 : 0;
  for (const byte of block) sum += plan.hasSignedChecksum && byte > 127 ? byte - 256 : byte;
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return block;
}

function padded(data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const block = new Uint8Array(Math.ceil(data.length / 512) * 512);
  block.set(data);
  return block;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
