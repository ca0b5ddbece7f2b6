/**
 * Records of a pax extended header (POSIX.1-2017, pax "Extended Header"): `length key=value` and a line end, where length is
 * that of the whole record in bytes. What follows a record that is none is not read.
 */
export function readPaxRecords(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const records = new Map<string, Uint8Array>();
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at);
    if (blank < 0 || blank - at > 10) break;
    const digits = String.fromCharCode(...bytes.subarray(at, blank));
    const end = at + Number(digits);
    const equals = bytes.indexOf(0x3d, blank);
    if (!/^\d+$/.test(digits) || end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] !== 0x0a) break;
    records.set(new TextDecoder().decode(bytes.subarray(blank + 1, equals)), bytes.subarray(equals + 1, end - 1));
    at = end;
  }
  return records;
}
