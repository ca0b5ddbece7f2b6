import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { streamBundle } from './stream-bundle.ts';

async function* repeat(text: string, times: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < times; i += 1) {
    yield new TextEncoder().encode(text);
  }
}

describe('streamBundle', () => {
  it('writes an archive that JSZip reads back, with contents of many blocks, of one and of none', async () => {
    const line = `${'x'.repeat(999)}\n`;
    const blob = await streamBundle(
      [
        { name: 'changes.csv', content: () => repeat(line, 9_000) },
        { name: 'files.csv', content: () => repeat('a,b\n', 1) },
        { name: 'empty.csv', content: () => repeat('', 0) },
      ],
      new AbortController().signal,
    );
    const zip = await JSZip.loadAsync(await blob.arrayBuffer(), { checkCRC32: true });
    expect(Object.keys(zip.files)).toEqual(['changes.csv', 'files.csv', 'empty.csv']);
    expect((await zip.file('changes.csv')?.async('uint8array'))?.length).toBe(9_000_000);
    expect(await zip.file('files.csv')?.async('text')).toBe('a,b\n');
    expect(await zip.file('empty.csv')?.async('text')).toBe('');
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    controller.abort(new Error('stopped'));
    const entry = { name: 'a.csv', content: () => repeat('a', 2) };
    await expect(streamBundle([entry], controller.signal)).rejects.toThrow('stopped');
  });
});
