import { type FileHandle, link, lstat, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ReadableOutput } from '../create-deidentifier.ts';

/** Gives a file a further name at once, or not at all. @returns false when the name is taken; null when `from` is gone */
export async function nameFile(from: string, to: string): Promise<boolean | null> {
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Takes a name away; there may be none. */
export async function dropName(name: string): Promise<void> {
  await rm(name, { force: true });
}

export async function hasFile(name: string): Promise<boolean> {
  return (await identityOf(name)) !== null;
}

/** The same for all names of one file; null when there is none. */
export async function identityOf(name: string): Promise<string | null> {
  try {
    const { dev, ino } = await lstat(name, { bigint: true });
    return `${dev} ${ino}`;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

const windowBytes = 1024 * 1024;

export async function isSameContent(one: string, other: string): Promise<boolean> {
  return withFile(one, (a) =>
    withFile(other, async (b) => {
      const sizeBytes = (await a.stat()).size;
      if (sizeBytes !== (await b.stat()).size) return false;
      for (let at = 0; at < sizeBytes; at += windowBytes) {
        const [left, right] = await Promise.all([readAt(a, at, windowBytes), readAt(b, at, windowBytes)]);
        if (!left.equals(right)) return false;
      }
      return true;
    }),
  );
}

/** Lets a file be read by range while `use` is at work. */
export async function withOutput<Result>(
  name: string,
  use: (output: ReadableOutput) => Promise<Result>,
): Promise<Result> {
  return withFile(name, async (file) =>
    use({
      sizeBytes: (await file.stat()).size,
      read: ({ offsetBytes, lengthBytes }) => readAt(file, offsetBytes, lengthBytes),
    }),
  );
}

async function withFile<Result>(name: string, use: (file: FileHandle) => Promise<Result>): Promise<Result> {
  const file = await open(name, 'r');
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** Fewer bytes than asked for only at the end. */
async function readAt(file: FileHandle, offsetBytes: number, lengthBytes: number): Promise<Buffer<ArrayBuffer>> {
  const bytes = Buffer.alloc(lengthBytes);
  let filled = 0;
  while (filled < lengthBytes) {
    const { bytesRead } = await file.read(bytes, filled, lengthBytes - filled, offsetBytes + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
