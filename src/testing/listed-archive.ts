import { crc32 } from 'node:zlib';
import { expect } from 'vitest';
import type { SourceItem } from '../pipeline/contracts/source.ts';
import { openInput } from '../pipeline/reading/open-input.ts';
import { listArchive } from '../sources/list-archive.ts';
import { collect } from './collect.ts';

export const running = new AbortController().signal;

/** What the members of an archive come to, by their paths below it. */
export type Listed = Readonly<Record<string, string>>;

/** Digests keep failures short. */
export const shown = (bytes: string) =>
  bytes.length < 40 ? bytes : `${bytes.slice(0, 12)}… ${bytes.length} ${crc32(bytes)}`;

/** What each item comes to, by its path below the archive: its bytes as text, or the code of its outcome. */
export async function listed(bytes: Uint8Array, name = 'a.tar'): Promise<Listed> {
  const archive = new File([bytes as BlobPart], name);
  return outcomes(await collect(listArchive(archive, name, running)));
}

export async function outcomes(items: readonly SourceItem[]): Promise<Listed> {
  const found: Record<string, string> = {};
  for (const item of items) {
    expect(found).not.toHaveProperty([item.path]);
    found[item.path.slice(item.path.indexOf('/') + 1)] =
      item.kind === 'settled' ? item.outcome.code : await contentText(item);
  }
  return found;
}

export async function contentText(item: Extract<SourceItem, { kind: 'file' }>): Promise<string> {
  const opened = await item.open();
  if (opened.kind === 'failed') return opened.code;
  const input = await openInput(opened, { wholeBytes: 2 ** 30, ahead: null, onProgress: () => undefined });
  return input.kind === 'open' ? shown(new TextDecoder('latin1').decode(input.bytes!)) : input.code;
}
