import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { type BundleEntry, packBundle } from './bundle.ts';
import { textEntry } from './text-entry.ts';

const running = new AbortController().signal;
const limitBytes = 1000;

/** 30 chunks of 100 bytes, each byte telling its chunk. */
function largeEntry(name: string): BundleEntry {
  return {
    name,
    async *content() {
      for (let n = 0; n < 30; n += 1) yield new Uint8Array(100).fill(n);
    },
  };
}

async function writeAll(entries: readonly BundleEntry[]): Promise<Blob> {
  const zip = new JSZip();
  for (const { name, content } of entries) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content()) chunks.push(chunk);
    zip.file(name, Buffer.concat(chunks));
  }
  return new Blob([(await zip.generateAsync({ type: 'uint8array' })) as BlobPart]);
}

describe('packBundle', () => {
  it('refuses content beyond the limit with a message for people', async () => {
    const pack = packBundle([textEntry('a', () => 'small'), largeEntry('changes.csv')], null, running, limitBytes);
    await expect(pack).rejects.toThrow(/changes\.csv.*Leave out original values/);
  });

  it('hands over to the streaming writer without losing, repeating or reordering a byte', async () => {
    const entries = [textEntry('a', () => 'first'), largeEntry('changes.csv'), textEntry('z', () => 'last')];
    const zip = await JSZip.loadAsync(await (await packBundle(entries, writeAll, running, limitBytes)).arrayBuffer());
    expect(await zip.file('a')?.async('string')).toBe('first');
    expect(await zip.file('z')?.async('string')).toBe('last');
    const large = await zip.file('changes.csv')?.async('uint8array');
    expect(large).toEqual(Uint8Array.from({ length: 3000 }, (_, at) => Math.floor(at / 100)));
  });

  it('packs in memory below the limit and does not bother the streaming writer', async () => {
    const blob = await packBundle([textEntry('a', () => 'small')], () => Promise.reject(new Error('asked')), running);
    const zip = await JSZip.loadAsync(await blob.arrayBuffer());
    expect(await zip.file('a')?.async('string')).toBe('small');
    expect(zip.file('a')?.date.getUTCFullYear()).toBe(1980);
  });
});
