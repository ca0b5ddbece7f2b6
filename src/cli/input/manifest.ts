import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { usageError } from '../exit-status.ts';

/** A list of inputs, one path a line. */
export type Manifest = {
  /** Those that name something, made anew each time: a list of them all would take more memory than the text. */
  readonly lines: () => Iterable<ManifestLine>;
};

type ManifestLine = {
  /** From 1; empty lines count. */
  readonly number: number;
  readonly path: string;
};

/**
 * Reads a manifest.
 * @param named a file, or `-` for standard input
 * @throws CommandError when it cannot be read, names nothing, or has a line that nobody may take for a path. Lines are named by number
 */
export async function readManifest(named: string | undefined, standardInput: Readable): Promise<Manifest | null> {
  if (named === undefined) return null;
  const bytes = named === '-' ? await readAll(standardInput) : readFile(named);
  let count = 0;
  for (const line of linesOf(bytes)) {
    const problem = problemOf(line.path);
    if (problem !== null) throw usageError(`Line ${line.number} of the manifest ${problem}`);
    count += 1;
  }
  if (count === 0) throw usageError('The manifest names no file.');
  return { lines: () => linesOf(bytes) };
}

function readFile(named: string): Buffer {
  try {
    return readFileSync(named);
  } catch {
    throw usageError('The manifest cannot be read. Check that it is there and that you may read it.');
  }
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  } catch {
    throw usageError('The manifest cannot be read from standard input.');
  }
  return Buffer.concat(chunks);
}

const [newline, carriageReturn] = [0x0a, 0x0d];
const byteOrderMark = '\ufeff';

function* linesOf(bytes: Buffer): Generator<ManifestLine> {
  let number = 0;
  for (let at = 0; at < bytes.length; ) {
    const next = bytes.indexOf(newline, at);
    const end = next < 0 ? bytes.length : next;
    const textEnd = end > at && bytes[end - 1] === carriageReturn ? end - 1 : end;
    const text = bytes.toString('utf8', at, textEnd);
    number += 1;
    const path = number === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text;
    // Blanks may belong to a name, but no name is made of nothing else.
    if (path.trim() !== '') yield { number, path };
    at = end + 1;
  }
}

/** @returns what follows `Line N of the manifest`; null for what may be a path */
function problemOf(path: string): string | null {
  // As in a list that ends its lines with NUL, or one in UTF-16: all of it would be taken for one name.
  if (path.includes('\0')) return 'holds a NUL. It must be text in UTF-8, one path a line.';
  const address = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)(.*)$/is.exec(path);
  if (address === null) return null;
  const [, authority = '', rest = ''] = address;
  if (authority.includes('@') || /[?#]/.test(rest)) {
    return 'is an address with a name, a password or a query, which may be secrets. A manifest holds none.';
  }
  return null;
}
