import { describe, expect, it } from 'vitest';
import { diffRow } from '../testing/batch-files.ts';
import { collect } from '../testing/collect.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { changesCsvStream } from './changes-csv.ts';
import type { InspectedFile } from './inspect-files.ts';

const kept = diffRow({ effect: 'kept', action: 'K', before: 'PLANTED', after: 'PLANTED' });
const file: InspectedFile = {
  id: 0,
  inputPath: 'in/1.dcm',
  outputPath: 'P/S/E/1.dcm',
  isReadable: true,
  rows: [diffRow(), kept],
};

async function* repeat(times: number): AsyncGenerator<InspectedFile> {
  for (let n = 0; n < times; n += 1) yield file;
}

async function text(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<string> {
  return new Blob(await collect(chunks)).text();
}

describe('changesCsvStream', () => {
  it('lists changed elements only, without original values', async () => {
    const csv = await text(changesCsvStream(repeat(1), false));
    expect(parseCsv(csv)).toEqual([
      ['output_path', 'path', 'vr', 'action', 'reason'],
      ['P/S/E/1.dcm', '(0010,0010)', 'PN', 'D', 'PS3.15 E.1-1 · Basic · Z'],
    ]);
    expect(csv).not.toContain('PLANTED');
  });

  it('adds original values when asked', async () => {
    const rows = parseCsv(await text(changesCsvStream(repeat(1), true)));
    expect(rows[0]?.at(-1)).toBe('value_old');
    expect(rows[1]?.at(-1)).toBe('PLANTED^ANNA');
  });

  it('comes in chunks and loses none of its rows between them', async () => {
    const chunks = await collect(changesCsvStream(repeat(10_000), false));
    expect(chunks.length).toBeGreaterThan(5);
    expect(parseCsv(await new Blob(chunks).text())).toHaveLength(10_001);
  });
});
