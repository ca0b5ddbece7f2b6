/** A text file as it was understood. The encoding is named to the user, who sees whether names came out right. */
type DecodedTable = { readonly text: string; readonly encoding: TableEncoding };

export type TableEncoding = 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE' | 'Latin-1';

/** Decodes by byte order mark, else by the pattern of zero bytes, else UTF-8, else Latin-1 as Windows writes it. */
export function decodeTable(bytes: Uint8Array): DecodedTable {
  const encoding = encodingOf(bytes);
  // Whatever the encoding, its byte order mark is dropped by the decoder.
  if (encoding !== 'UTF-8') return { text: new TextDecoder(labels[encoding]).decode(bytes), encoding };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding };
  } catch {
    return { text: new TextDecoder(labels['Latin-1']).decode(bytes), encoding: 'Latin-1' };
  }
}

const labels = { 'UTF-16 LE': 'utf-16le', 'UTF-16 BE': 'utf-16be', 'Latin-1': 'windows-1252' } as const;

function encodingOf(bytes: Uint8Array): Exclude<TableEncoding, 'Latin-1'> {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'UTF-16 LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16 BE';
  // A header line is in ASCII: in UTF-16 every other byte of it is zero.
  if (first !== undefined && first !== 0 && second === 0) return 'UTF-16 LE';
  return first === 0 && second !== undefined && second !== 0 ? 'UTF-16 BE' : 'UTF-8';
}
