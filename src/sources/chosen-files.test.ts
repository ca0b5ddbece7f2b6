import { describe, expect, it } from 'vitest';
import { buildZip } from '../testing/build-zip.ts';
import { collect } from '../testing/collect.ts';
import { sourceFromFiles } from './chosen-files.ts';

const running = new AbortController().signal;

function fileAt(path: string, bytes: Uint8Array<ArrayBuffer> | string): File {
  const file = new File([bytes], path.split('/').pop() ?? '');
  Object.defineProperty(file, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
  return file;
}

describe('sourceFromFiles', () => {
  it('keeps the path below the chosen folder, else the name', async () => {
    const items = await collect(sourceFromFiles([fileAt('study/series/IM1', 'x'), fileAt('IM2', 'x')]).list(running));
    expect(items.map((item) => item.path)).toEqual(['study/series/IM1', 'IM2']);
  });

  it('opens archives and settles system files', async () => {
    const zip = buildZip([{ name: 'IM1', data: new Uint8Array([1]) }]);
    const items = await collect(sourceFromFiles([fileAt('s/A.ZIP', zip), fileAt('s/Thumbs.db', 'x')]).list(running));
    expect(items.map((item) => [item.kind, item.path])).toEqual([
      ['file', 's/A.ZIP/IM1'],
      ['settled', 's/Thumbs.db'],
    ]);
  });

  it('goes by content: a DICOM file named like an archive stays a file', async () => {
    const dicom = new Uint8Array(200);
    dicom.set(new TextEncoder().encode('DICM'), 128);
    const [item] = await collect(sourceFromFiles([fileAt('IM.zip', dicom)]).list(running));
    expect(item).toMatchObject({ kind: 'file', path: 'IM.zip' });
  });

  it('is not emptied with the list it was given', async () => {
    const files = [fileAt('IM1', 'x')];
    const source = sourceFromFiles(files);
    files.length = 0;
    expect(await collect(source.list(running))).toHaveLength(1);
  });
});
