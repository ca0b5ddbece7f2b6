import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { zipBlob } from './zip-blob.ts';

describe('an archive made of Blobs', () => {
  it('is read back by another implementation, checksums included, and has no data descriptor', async () => {
    const files = [
      { path: 'N-1/S-1/é.dcm', body: new Blob([new Uint8Array(70_000).fill(7)]) },
      { path: 'N-1/S-1/empty.dcm', body: new Blob([]) },
    ];
    const bytes = new Uint8Array(await (await zipBlob(files))!.arrayBuffer());
    const archive = await JSZip.loadAsync(bytes, { checkCRC32: true });
    expect(Object.keys(archive.files)).toEqual(files.map(({ path }) => path));
    expect(await archive.file('N-1/S-1/é.dcm')!.async('uint8array')).toEqual(new Uint8Array(70_000).fill(7));
    // Bit 3 of the general purpose flags (APPNOTE 4.4.4).
    expect(bytes[6]! & 8).toBe(0);
  });

  it('says when a file cannot be read any more', async () => {
    const gone = Object.assign(new Blob(['x']), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
    });
    expect(await zipBlob([{ path: 'a', body: gone as unknown as Blob }])).toBeNull();
  });
});
