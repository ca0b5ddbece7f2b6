import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { crc32 } from '../pipeline/archive/crc32.ts';
import { createByteSink } from './byte-sink.ts';
import type { OutputFile } from './output-file.ts';
import { createZipWriter, type ZipItem } from './zip-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'zip-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gigabyte = 1024 ** 3;

/** A file with holes: windows of zeros are skipped, so that gigabytes take no room and no time. */
function sparseOutput(path: string): OutputFile {
  const descriptor = openSync(path, 'w');
  return {
    writeAt: async (offsetBytes, bytes) => {
      if (!holes.has(bytes.buffer as ArrayBuffer)) writeSync(descriptor, bytes, 0, bytes.length, offsetBytes);
    },
    finish: async (sizeBytes) => {
      ftruncateSync(descriptor, sizeBytes);
      closeSync(descriptor);
    },
    abort: async () => closeSync(descriptor),
  };
}

const windowBytes = 4 * 1024 * 1024;
/** Windows of nothing but zeros. The writer frees what it was given, so each is a new one. */
const holes = new WeakSet<ArrayBuffer>();

function zeroWindow(): ArrayBuffer {
  const zeros = new ArrayBuffer(windowBytes);
  holes.add(zeros);
  return zeros;
}

/** An input of zeros that is never in memory. Its CRC is taken as given: nobody reads it in this test. */
function zeroItem(path: string, sizeBytes: number): ZipItem {
  const slice = (start: number, end: number) => ({
    arrayBuffer: async () => (end - start === windowBytes ? zeroWindow() : new ArrayBuffer(end - start)),
  });
  return {
    path,
    parts: [{ kind: 'range', offsetBytes: 0, lengthBytes: sizeBytes }],
    input: { size: sizeBytes, slice } as unknown as Blob,
    sizeBytes,
    crc32: 0x12345678,
  };
}

const script = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    print(json.dumps([[i.filename, i.file_size, i.compress_size, i.header_offset] for i in z.infolist()]))
    print(z.read('behind.dcm').decode())
`;

describe('archives past 4 GiB', () => {
  it('keep their sizes, offsets and later entries right', async () => {
    const path = join(folder, 'large.zip');
    const bytes = new TextEncoder().encode('behind 4 GiB');
    const writer = createZipWriter(createByteSink(sparseOutput(path)));
    const small: ZipItem = {
      path: 'behind.dcm',
      parts: [{ kind: 'bytes', bytes }],
      input: new Blob(),
      sizeBytes: bytes.length,
      crc32: crc32(bytes),
    };
    for (const item of [zeroItem('one.dcm', 2.5 * gigabyte), zeroItem('two.dcm', 5 * gigabyte), small]) {
      expect(await writer.write(item)).toEqual({ kind: 'written' });
    }
    expect(await writer.close()).toMatchObject({ kind: 'closed', sizeBytes: statSync(path).size });

    const python = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
    if (python.error !== undefined) {
      console.warn('SKIPPED: python3 is not on this machine, so the large archive was not read back.');
      return;
    }
    const [infos, text] = python.stdout.split('\n');
    const second = 30 + 7 + 2.5 * gigabyte;
    expect(JSON.parse(infos!)).toEqual([
      ['one.dcm', 2.5 * gigabyte, 2.5 * gigabyte, 0],
      ['two.dcm', 5 * gigabyte, 5 * gigabyte, second],
      ['behind.dcm', bytes.length, bytes.length, second + 30 + 7 + 20 + 5 * gigabyte],
    ]);
    expect(text).toBe('behind 4 GiB');
  });
});
