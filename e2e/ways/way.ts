import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import JSZip from 'jszip';
import type { Totals } from '../anonymizer-page.ts';

/** What a way is given. */
export type Task = {
  /** The folder of inputs, absolute; all of it is given. */
  readonly folder: string;
  readonly purpose: 'default' | 'neuroimaging';
  readonly search: 'all' | 'none';
  /** A file of the project key, as the page saves it. */
  readonly keyFile: string;
  /** A file of decisions that were made in the page under the same key and profile. */
  readonly decisionsFile: string | null;
  /** A new empty folder for this way alone. */
  readonly scratch: string;
};

/** What a way has made. */
export type Made = {
  readonly counts: Totals;
  /** SHA-256 of each output by its path. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Texts of `records.zip` by name. */
  readonly records: Readonly<Record<string, string>>;
  /** Texts of `receipt.zip` by name; null where the way offers none. */
  readonly receipt: Readonly<Record<string, string>> | null;
};

/** The texts of an archive by name. */
export async function textsOf(archive: Uint8Array | string): Promise<Readonly<Record<string, string>>> {
  return entriesOf(archive, (file) => file.async('string'));
}

/** SHA-256 of what an archive holds, by path. */
export async function hashesIn(archive: string): Promise<Readonly<Record<string, string>>> {
  return entriesOf(archive, async (file) =>
    createHash('sha256')
      .update(await file.async('nodebuffer'))
      .digest('hex'),
  );
}

async function entriesOf(
  archive: Uint8Array | string,
  read: (file: JSZip.JSZipObject) => Promise<string>,
): Promise<Readonly<Record<string, string>>> {
  const zip = await JSZip.loadAsync(typeof archive === 'string' ? readFileSync(archive) : archive);
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, await read(file)] as const)));
}
