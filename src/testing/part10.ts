/** Bytes of a Part 10 file with this File Meta Information (PS3.10 7.1) in front of any bytes. */
export function part10(options: {
  readonly uid: string;
  readonly dataset: string;
  readonly transferSyntax?: string;
  readonly implementation?: string;
}): Uint8Array<ArrayBuffer> {
  const { uid, dataset, transferSyntax = '1.2.840.10008.1.2.1', implementation = 'NESCIO' } = options;
  const text = new TextEncoder();
  const short = (element: number, vr: string, value: string) => {
    const padded = text.encode(value.length % 2 === 0 ? value : `${value}${vr === 'UI' ? '\0' : ' '}`);
    return Uint8Array.of(2, 0, element, 0, vr.charCodeAt(0), vr.charCodeAt(1), padded.length, 0, ...padded);
  };
  // (0002,0001) OB has its length behind two reserved bytes.
  const version = Uint8Array.of(2, 0, 1, 0, 0x4f, 0x42, 0, 0, 2, 0, 0, 0, 0, 1);
  const group = Buffer.concat([
    version,
    short(0x02, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
    short(0x03, 'UI', uid),
    short(0x10, 'UI', transferSyntax),
    short(0x13, 'SH', implementation),
  ]);
  const length = Uint8Array.of(2, 0, 0, 0, 0x55, 0x4c, 4, 0, group.length & 0xff, group.length >> 8, 0, 0);
  return Uint8Array.from(
    Buffer.concat([new Uint8Array(128), text.encode('DICM'), length, group, text.encode(dataset)]),
  );
}
