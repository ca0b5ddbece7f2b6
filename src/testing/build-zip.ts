import { crc32, deflateRawSync } from 'node:zlib';

/** A zip member as the test wants it told, true or not (APPNOTE 4.3.7 and 4.3.12). */
export type ZipMemberPlan = {
  /** Text is written as UTF-8, with the flag that says so. */
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array;
  readonly isDeflated?: boolean;
  readonly isEncrypted?: boolean;
  /** Written instead of what is true, in both headers. */
  readonly claimedMethod?: number;
  readonly claimedInflatedSizeBytes?: number;
  readonly claimedCompressedSizeBytes?: number;
  /** Written in the central directory only. */
  readonly claimedOffsetBytes?: number;
  /** Length of an extra field that the local header has and the central directory has not. */
  readonly localExtraBytes?: number;
};

/** Writes a zip by hand, so that tests can make archives that no honest tool writes. */
export function buildZip(plans: readonly ZipMemberPlan[]): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const plan of plans) {
    const name = typeof plan.name === 'string' ? new TextEncoder().encode(plan.name) : plan.name;
    const data = plan.data ?? new Uint8Array(0);
    const content = plan.isDeflated ? new Uint8Array(deflateRawSync(data)) : data;
    const common = commonFields(plan, name, data, content);
    const extra = new Uint8Array(plan.localExtraBytes ?? 0);
    // An extra field of unknown type (APPNOTE 4.5.1): two bytes of type, two of length, then anything.
    if (extra.length >= 4) new DataView(extra.buffer).setUint32(0, 0xcafe | ((extra.length - 4) << 16), true);
    const local = join([number32(0x04034b50), common, number16(extra.length), name, extra, content]);
    locals.push(local);
    const attributes = join([number16(0), number16(0), number16(0), number32(0)]);
    const at = number32(plan.claimedOffsetBytes ?? offset);
    directory.push(join([number32(0x02014b50), number16(20), common, number16(0), attributes, at, name]));
    offset += local.length;
  }
  const central = join(directory);
  const counts = join([number16(0), number16(0), number16(plans.length), number16(plans.length)]);
  const end = join([number32(0x06054b50), counts, number32(central.length), number32(offset), number16(0)]);
  return join([...locals, central, end]);
}

/** The fields that both headers share, from "version needed" to "file name length". */
function commonFields(plan: ZipMemberPlan, name: Uint8Array, data: Uint8Array, content: Uint8Array): Uint8Array {
  const flags = (plan.isEncrypted ? 1 : 0) | (typeof plan.name === 'string' ? 0x800 : 0);
  return join([
    number16(20),
    number16(flags),
    number16(plan.claimedMethod ?? (plan.isDeflated ? 8 : 0)),
    number32(0x00210000),
    number32(crc32(data)),
    number32(plan.claimedCompressedSizeBytes ?? content.length),
    number32(plan.claimedInflatedSizeBytes ?? data.length),
    number16(name.length),
  ]);
}

function number16(value: number): Uint8Array {
  return new Uint8Array([value, value >>> 8]);
}

function number32(value: number): Uint8Array {
  return new Uint8Array([value, value >>> 8, value >>> 16, value >>> 24]);
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
