import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/run-command.ts';
import { readManifest } from './manifest.ts';

const root = temporaryFolder();
const nobody = Readable.from([]);

async function linesOf(text: string | Uint8Array) {
  const file = path.join(root, 'list.txt');
  writeFileSync(file, text);
  return [...(await readManifest(file, nobody))!.lines()].map(({ number, path: place }) => [number, place]);
}

describe('a manifest', () => {
  it('has a path a line, with any end of line, and numbers them with the empty ones', async () => {
    expect(await linesOf('a.dcm\n\nb c.dcm \r\n\r\n  \n# d\r\n../é/f')).toEqual([
      [1, 'a.dcm'],
      [3, 'b c.dcm '],
      [6, '# d'],
      [7, '../é/f'],
    ]);
    expect(await linesOf('\ufeffa\r\nb\n')).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('comes from standard input, in whatever pieces', async () => {
    const bytes = Buffer.from('a/é\nb\n');
    const manifest = await readManifest('-', Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]));
    expect([...manifest!.lines()].map(({ path: place }) => place)).toEqual(['a/é', 'b']);
    expect(await readManifest(undefined, nobody)).toBeNull();
  });

  it.each([
    ['', /names no file/],
    ['\n \r\n', /names no file/],
    ['a\0b\0', /^Line 1 of the manifest holds a NUL/],
    [Buffer.from('a\r\n', 'utf16le'), /^Line 1 of the manifest holds a NUL/],
    ['a\n\nhttps://jane:doe@host/x', /^Line 3 of the manifest is an address/],
    ['https://jane@host', /^Line 1 of the manifest is an address/],
    ['s3://bucket/x?X-Amz-Signature=doe', /^Line 1 of the manifest is an address/],
    ['HTTPS://host/x#doe', /^Line 1 of the manifest is an address/],
  ])('is refused, and none of it told: %j', async (text, expected) => {
    const message = await linesOf(text).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(message).toMatch(expected);
    expect(message).not.toMatch(/doe|jane/);
  });

  it('may have names that only look like addresses', async () => {
    expect(await linesOf('what?.dcm\nme@home/a.dcm\nhttps://host/x\nC:/a.dcm\n')).toHaveLength(4);
  });
});
