import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElement } from '../dicom/dataset-access.ts';
import { readSingleText } from '../dicom/value-codec.ts';
import { indexBytes, tryIndexBytes } from '../testing/build-dataset.ts';
import { collect } from '../testing/collect.ts';
import { hasTool } from '../testing/has-tool.ts';
import { openContent } from '../testing/open-content.ts';
import { sampleSource } from './sample-study.ts';

type SampleBytes = { readonly path: string; readonly bytes: Uint8Array };

async function readSample(): Promise<readonly SampleBytes[]> {
  const read: SampleBytes[] = [];
  for (const item of await collect(sampleSource().list(new AbortController().signal))) {
    if (item.kind === 'settled') continue;
    const { blob } = await openContent(item);
    read.push({ path: item.path, bytes: new Uint8Array(await blob.arrayBuffer()) });
  }
  return read;
}

const files = await readSample();
const whole = files.filter(({ bytes }) => tryIndexBytes(bytes).kind === 'indexed');

/** Standard output and error of a tool run over one file; never throws for an exit code. */
function runTool(tool: string, bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'sample-study-'));
  try {
    const path = join(folder, 'x.dcm');
    writeFileSync(path, bytes);
    return execFileSync('sh', ['-c', `${tool} "$1" 2>&1 || true`, 'sh', path], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('sampleSource', () => {
  it('is the same bytes each time', async () => {
    const digest = (list: readonly SampleBytes[]) =>
      list.map(({ path, bytes }) => `${path} ${createHash('sha256').update(bytes).digest('hex')}`);
    expect(digest(await readSample())).toEqual(digest(files));
  });

  it('has a CT and an MR series, a capture, a cut-short image, a text file and a system file', async () => {
    const modalities = whole.map(({ bytes }) => readSingleText(indexBytes(bytes), 0x00080060));
    const count = (modality: string) => modalities.filter((found) => found === modality).length;
    expect([count('CT'), count('MR'), count('US'), whole.length]).toEqual([24, 7, 1, 32]);
    const others = files.filter((file) => !whole.includes(file)).map(({ path, bytes }) => [path, tryIndexBytes(bytes)]);
    expect(others).toMatchObject([
      ['sample/FAKE-000982/MR/IM0008', { code: 'truncated' }],
      ['sample/notes.txt', { code: 'not-dicom' }],
    ]);
    const items = await collect(sampleSource().list(new AbortController().signal));
    expect(items.filter((item) => item.kind === 'settled')).toHaveLength(1);
  });

  it('is about people who plainly do not exist', () => {
    for (const { bytes } of whole) {
      const dataset = indexBytes(bytes);
      expect(readSingleText(dataset, 0x00100010)).toMatch(/^TESTPATIENT\^/);
      expect(readSingleText(dataset, 0x00100020)).toMatch(/^FAKE-/);
    }
  });

  it('has identity in nested sequences and private attributes, to show that those are found', () => {
    for (const { bytes } of whole) {
      const dataset = indexBytes(bytes);
      for (const tag of [0x00400275, 0x00101002, 0x00290010, 0x00291020]) {
        expect(findElement(dataset, tag)).toBeGreaterThanOrEqual(0);
      }
      expect(Math.max(...dataset.elements.depths.subarray(0, dataset.elements.count))).toBeGreaterThanOrEqual(4);
    }
  });

  it('never uses one UID for two things', () => {
    const instances = whole.map(({ bytes }) => readSingleText(indexBytes(bytes), 0x00080018));
    expect(new Set(instances).size).toBe(whole.length);
    const studies = new Set(whole.map(({ bytes }) => readSingleText(indexBytes(bytes), 0x0020000d)));
    const series = new Set(whole.map(({ bytes }) => readSingleText(indexBytes(bytes), 0x0020000e)));
    const frames = new Set(whole.map(({ bytes }) => readSingleText(indexBytes(bytes), 0x00200052)).filter(Boolean));
    expect([studies.size, series.size, frames.size]).toEqual([3, 3, 2]);
    expect(new Set([...instances, ...studies, ...series, ...frames]).size).toBe(whole.length + 8);
  });

  it.skipIf(!hasTool('dciodvfy'))('is valid by dciodvfy: no error in any whole file', () => {
    for (const { path, bytes } of whole) {
      const found = runTool('dciodvfy', bytes)
        .split('\n')
        .filter((line) => /^Error|Error -/.test(line));
      expect(found, path).toEqual([]);
    }
  });

  it.skipIf(!hasTool('dcmdump'))('is readable by dcmdump, to the end', () => {
    for (const { path, bytes } of whole) {
      const dump = runTool('dcmdump', bytes);
      expect(dump, path).not.toMatch(/^[EF]: /m);
      expect(dump, path).toMatch(/^\(7fe0,0010\) OW/m);
    }
  });
});
