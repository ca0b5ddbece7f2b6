import { describe, expect, it } from 'vitest';
import { crc32 } from '../pipeline/archive/crc32.ts';
import { createGate } from '../testing/gate.ts';
import { memoryDisk } from '../testing/memory-folder.ts';
import type { FolderItem } from './folder.protocol.ts';
import { createFolderWriter, type FolderHandle } from './folder-writer.ts';

const bytes = new TextEncoder().encode('0123456789');

function item(path: string, parts: Partial<FolderItem> = {}): FolderItem {
  return { path, parts: [{ kind: 'bytes', bytes }], input: null, sizeBytes: 10, crc32: 7, ...parts };
}

const middle = { kind: 'range', offsetBytes: 2, lengthBytes: 3 } as const;

describe('createFolderWriter', () => {
  it('writes files below folders of their path, several at once', async () => {
    const disk = memoryDisk();
    const writer = createFolderWriter(disk.root);
    const paths = ['P/S/E/1.dcm', 'P/S/E/2.dcm', 'P/S2/E/1.dcm'];
    expect(await Promise.all(paths.map((path) => writer.write(item(path))))).toEqual(
      paths.map(() => ({ kind: 'written' })),
    );
    expect(Object.keys(disk.files())).toEqual(paths);
    expect(await writer.sizes([...paths, 'P/S/E/3.dcm', 'Q/1.dcm'])).toEqual([10, 10, 10, null, null]);
  });

  it('copies ranges of the input between new bytes', async () => {
    const disk = memoryDisk();
    const parts = [{ kind: 'bytes', bytes: bytes.slice(0, 2) }, middle] as const;
    const written = await createFolderWriter(disk.root).write(
      item('P/1.dcm', { parts, input: new Blob(['abcdefg']), sizeBytes: 5, crc32: null }),
    );
    expect(written).toEqual({ kind: 'written', crc32: crc32(new TextEncoder().encode('01cde')) });
    expect(disk.files()).toEqual({ 'P/1.dcm': '01cde' });
  });

  it.each([
    [
      'an input that has become shorter',
      { parts: [middle], input: new Blob(['abc']), sizeBytes: 3 },
      'input-unreadable',
    ],
    ['a size that is not what was announced', { sizeBytes: 11 }, 'internal'],
  ] as const)('leaves no file and no empty folder for %s', async (_, parts, kind) => {
    const disk = memoryDisk();
    const writer = createFolderWriter(disk.root);
    expect(await writer.write(item('P/S/1.dcm'))).toEqual({ kind: 'written' });
    expect(await writer.write(item('P/S2/E/1.dcm', parts))).toMatchObject({ kind });
    await writer.stop();
    expect(Object.keys(disk.files())).toEqual(['P/S/1.dcm']);
    expect(disk.folders()).toEqual(['P', 'P/S']);
  });

  it('says that the disk is full, in words that quote nothing, and takes the file back', async () => {
    const disk = memoryDisk({
      failAt: (path) => (path.endsWith('2.dcm') ? new DOMException(path, 'QuotaExceededError') : null),
    });
    const writer = createFolderWriter(disk.root);
    await writer.write(item('P/1.dcm'));
    const failure = await writer.write(item('P/2.dcm'));
    expect(failure).toMatchObject({ kind: 'no-space' });
    expect(JSON.stringify(failure)).not.toContain('2.dcm');
    expect(Object.keys(disk.files())).toEqual(['P/1.dcm']);
  });

  it('takes back what is under way when it is stopped, and nothing that is finished', async () => {
    const disk = memoryDisk();
    const writer = createFolderWriter(disk.root);
    await writer.write(item('P/1.dcm'));
    const slow = new Blob(['abcdef']);
    let finishReading: (bytes: ArrayBuffer) => void = () => undefined;
    const reading = new Promise<ArrayBuffer>((resolve) => {
      finishReading = resolve;
    });
    const begun = createGate();
    slow.slice = () => {
      begun.open();
      return { arrayBuffer: () => reading } as Blob;
    };
    const writing = writer.write(item('P/S/2.dcm', { parts: [middle], input: slow, sizeBytes: 3 }));
    await begun.isOpen;
    expect(Object.keys(disk.files())).toContain('P/S/2.dcm');
    const stopping = writer.stop();
    finishReading(new ArrayBuffer(3));
    await stopping;
    expect((await writing).kind).not.toBe('written');
    expect(Object.keys(disk.files())).toEqual(['P/1.dcm']);
    expect(disk.folders()).toEqual(['P']);
  });

  it('removes files that are there and does not mind those that are not', async () => {
    const disk = memoryDisk();
    const writer = createFolderWriter(disk.root);
    await writer.write(item('P/S/1.dcm'));
    await writer.remove(['P/S/1.dcm', 'P/S/2.dcm', 'Q/1.dcm']);
    expect(disk.files()).toEqual({});
    expect(disk.folders()).toEqual([]);
  });

  it('keeps no more folders open than it has to, whatever a batch has', async () => {
    const disk = memoryDisk();
    let opened = 0;
    const writer = createFolderWriter(counted(disk.root, () => opened++));
    // The root is not opened; one folder for the patient and one for each study.
    for (let study = 0; study < 499; study++) await writer.write(item(`P/S${study}/1.dcm`));
    expect(opened).toBe(500);
    await writer.write(item('P/S0/2.dcm'));
    expect(opened, 'known').toBe(500);
    await writer.write(item('P/S499/1.dcm'));
    const before = opened;
    await writer.write(item('P/S0/3.dcm'));
    expect(opened, 'forgotten, with all others').toBe(before + 1);
    expect(Object.keys(disk.files())).toHaveLength(502);
  });
});

/** A folder that tells when a folder below it is opened. */
function counted(folder: FolderHandle, tell: () => void): FolderHandle {
  return {
    getDirectoryHandle: async (name, options) => {
      tell();
      return counted(await folder.getDirectoryHandle(name, options), tell) as FileSystemDirectoryHandle;
    },
    getFileHandle: (name, options) => folder.getFileHandle(name, options),
    removeEntry: (name, options) => folder.removeEntry(name, options),
  };
}
