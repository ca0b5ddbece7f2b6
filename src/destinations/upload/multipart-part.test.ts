import { describe, expect, it } from 'vitest';
import { firstPart } from './multipart-part.ts';

const type = 'multipart/related; type="application/dicom"; boundary=b';
const latin = new TextDecoder('latin1');

async function read(text: string, size = text.length, contentType: string | null = type): Promise<string> {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let result = '';
  for await (const chunk of firstPart(contentType, pieces())) result += latin.decode(chunk);
  return result;
}

describe('the first part of a multipart answer', () => {
  const content = 'DICM\r\n--not\r\n-\r\r\nend\r';
  const answer = (head: string) => `--b\r\n${head}\r\n\r\n${content}\r\n--b--\r\n`;

  it('comes out byte for byte, however it was cut', async () => {
    const text = answer('Content-Type: application/dicom\r\nContent-Length: 22');
    for (let size = 1; size <= text.length; size += 1) expect(await read(text, size), `${size}`).toBe(content);
  });

  it('comes out with a preamble, a quoted boundary, and other parts behind it', async () => {
    const text = `To be ignored\r\n${answer('Content-Type: a/b').replace('--b--', '--b\r\n\r\nsecond\r\n--b--')}`;
    expect(await read(text)).toBe(content);
    expect(await read(text, 3, 'Multipart/Related;boundary="b"; type=x')).toBe(content);
  });

  it('is told apart by the whole of a quoted boundary', async () => {
    const text = '--a b,c\r\n\r\nx\r\n--a y\r\n--a b,c--\r\n';
    expect(await read(text, 4, 'multipart/related; boundary="a b,c"')).toBe('x\r\n--a y');
  });

  it('is the whole of an answer that is no multipart', async () => {
    expect(await read(content, 2, 'application/dicom')).toBe(content);
    expect(await read(content, 2, null)).toBe(content);
  });

  it('is not taken from an answer that ends early, has no boundary or never begins', async () => {
    await expect(read('--b\r\nContent-Type: a/b\r\n\r\nhalf')).rejects.toThrow('ends inside');
    await expect(read(answer('A: b'), 5, 'multipart/related')).rejects.toThrow('without a boundary');
    await expect(read('--b\r\nContent-Type: a/b\r\n', 1)).rejects.toThrow('ends inside');
    await expect(read('x'.repeat(20_000), 100)).rejects.toThrow('without a part');
  });
});
