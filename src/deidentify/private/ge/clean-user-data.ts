/** Where the header begins that the block is written with: behind the field that says so. */
const start = 28;
const startField = 24;
const headerBytes = 0x4c + 0x394 + 4;
/** From this version on the fields lie further back, and one of them nearer. */
const laterVersion = 25.002;
const leastVersion = 5;
const mostVersion = 40;

/**
 * Makes the user-defined data of GE (0043,xx2A) anew: some kilobytes of a structure in memory, of which converters read three
 * flags: is it EPI, is the phase encoding flipped, in which order are its lines. They are written into zeros.
 * @returns null for other structures and for what is no EPI
 */
export function cleanUserData(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 128) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = view.getUint16(startField, true);
  if (bytes.length < header + headerBytes) return null;
  const version = Math.round(view.getFloat32(header, true) * 1000) / 1000;
  if (!(version >= leastVersion && version <= mostVersion)) return null;
  const places = placesOf(version);
  const epi = view.getUint16(header + places.epi, true) & 0x800;
  const polarity = view.getUint16(header + places.polarity, true) & 0x4;
  const order = view.getUint16(header + places.order, true);
  if (epi === 0 || order > 3) return null;
  const made = new Uint8Array(start + headerBytes);
  const out = new DataView(made.buffer);
  out.setUint16(startField, start, true);
  out.setFloat32(start, version, true);
  out.setUint16(start + places.epi, epi, true);
  out.setUint16(start + places.polarity, polarity, true);
  out.setUint16(start + places.order, order, true);
  return made;
}

function placesOf(version: number) {
  return version >= laterVersion
    ? { epi: 0x4c + 0x3a, polarity: 0x4c + 0x30, order: 0x4c + 0x394 - 0x8c }
    : { epi: 0x3a, polarity: 0x30, order: 0x394 };
}
