import { describe, expect, it } from 'vitest';
import { buildZip } from '../testing/build-zip.ts';
import { collect } from '../testing/collect.ts';
import { fakeDirectory, fakeDrop, fakeFile } from '../testing/fake-entries.ts';
import { openContent } from '../testing/open-content.ts';
import { sourceFromDrop } from './dropped-files.ts';

const running = new AbortController().signal;
const text = (value: string) => new TextEncoder().encode(value);

async function listPaths(transfer: DataTransfer): Promise<string[]> {
  const items = await collect(sourceFromDrop(transfer).list(running));
  return items.map((item) => (item.kind === 'settled' ? `${item.path} ${item.outcome.code}` : item.path));
}

describe('sourceFromDrop', () => {
  it('walks folders of any depth and keeps each path', async () => {
    const study = fakeDirectory('study', { IM1: '1', series: { IM2: '2', deep: { er: { IM3: '3' } } }, empty: {} });
    const found = await listPaths(fakeDrop([study, fakeFile('single', new File(['4'], 'single'))]));
    expect(found.sort()).toEqual(['single', 'study/IM1', 'study/series/IM2', 'study/series/deep/er/IM3']);
  });

  it('reads a folder until its reader gives an empty batch', async () => {
    const folder = Object.fromEntries(Array.from({ length: 257 }, (_, n) => [`IM${n}`, 'x']));
    expect(await listPaths(fakeDrop([fakeDirectory('study', folder, 100)]))).toHaveLength(257);
  });

  it('does not run out of stack in a folder chain of great depth', async () => {
    let folder: Record<string, never> | { readonly [name: string]: object } = {};
    for (let depth = 0; depth < 3000; depth += 1) folder = { d: folder };
    const found = await listPaths(fakeDrop([fakeDirectory('root', folder as never), fakeFile('x', new File([], 'x'))]));
    expect(found).toEqual(['x']);
  });

  it('makes no File before it is opened, then gives its bytes', async () => {
    let opened = 0;
    const entry = fakeFile('IM1', new File(['bytes'], 'IM1', { lastModified: 12 }), '', () => {
      opened += 1;
    });
    const [item] = await collect(sourceFromDrop(fakeDrop([entry])).list(running));
    expect(opened).toBe(0);
    const content = await openContent(item);
    expect(opened).toBe(1);
    expect(content).toMatchObject({ kind: 'plain', lastModifiedMs: 12 });
    expect(new TextDecoder().decode(await content.blob.arrayBuffer())).toBe('bytes');
  });

  it('takes the entries before it returns, as the browser empties the list afterwards', async () => {
    const transfer = fakeDrop([fakeFile('IM1', new File([], 'IM1'))]);
    const source = sourceFromDrop(transfer);
    (transfer.items as unknown as unknown[]).length = 0;
    expect(await collect(source.list(running))).toHaveLength(1);
  });

  it('falls back to flat files where the browser gives no entries', async () => {
    const files = [new File(['1'], 'IM1'), new File(['2'], 'IM2')];
    expect(await listPaths(fakeDrop([null, null], files))).toEqual(['IM1', 'IM2']);
    expect(await listPaths(fakeDrop([], files))).toEqual(['IM1', 'IM2']);
  });

  it('fails a folder that cannot be read and keeps all the rest', async () => {
    const study = fakeDirectory('study', {
      before: '1',
      locked: { unreadableAfter: { seen: '2' } },
      after: { IM3: '3' },
    });
    const found = await listPaths(fakeDrop([study]));
    expect(found.sort()).toEqual(['study/after/IM3', 'study/before', 'study/locked unreadable', 'study/locked/seen']);
  });

  it('lets a file that vanished fail alone, when it is opened', async () => {
    const items = await collect(sourceFromDrop(fakeDrop([fakeFile('gone', null)])).list(running));
    await expect(items[0]?.kind === 'file' && items[0].open()).rejects.toThrow('gone');
  });

  it('settles system files, opens archives in folders, and fails those that are gone', async () => {
    const zip = new File(
      [
        buildZip([
          { name: 'IM1', data: text('x') },
          { name: 'in.zip', data: text('x') },
        ]),
      ],
      'a.zip',
    );
    const study = fakeDirectory('study', { '.DS_Store': 'x', 'a.zip': zip, 'lost.zip': 'unreadable', 'bad.zip': 'x' });
    expect((await listPaths(fakeDrop([study]))).sort()).toEqual([
      'study/.DS_Store system-file',
      'study/a.zip/IM1',
      'study/a.zip/in.zip nested-archive',
      'study/bad.zip archive-unreadable',
      'study/lost.zip unreadable',
    ]);
  });

  it('stops walking when it is told to', async () => {
    const stop = new AbortController();
    const study = fakeDirectory('study', Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`IM${n}`, 'x'])));
    let seen = 0;
    for await (const _item of sourceFromDrop(fakeDrop([study, study])).list(stop.signal)) {
      seen += 1;
      if (seen === 3) stop.abort();
    }
    expect(seen).toBe(3);
  });
});
