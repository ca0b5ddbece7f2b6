import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { listFile } from '../../sources/list-file.ts';
import { buildTar } from '../../testing/build-tar.ts';
import { buildZip } from '../../testing/build-zip.ts';
import { allCases, casesOf } from '../../testing/cases.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { Source } from '../contracts/source.ts';
import { createInProcessPool } from '../pool/in-process-pool.ts';
import { deidentifyBatch, scanSource } from './run-batch.ts';

type Input = readonly [path: string, bytes: Uint8Array];

const projectKey = new Uint8Array(32).fill(7);

function sourceOf(inputs: readonly Input[]): Source {
  return {
    async *list(signal) {
      for (const [path, bytes] of inputs) {
        const file = new File([bytes as BlobPart], path.split('/').at(-1)!, { lastModified: 0 });
        yield* listFile(path, async () => file, signal);
      }
    },
  };
}

/** What becomes of each input, and what the batch said of how many there are. */
async function run(...inputs: readonly Input[]) {
  const pool = createInProcessPool();
  await pool.configure({ profile: createProfile('ps315-basic'), projectKey, patients: null });
  const { signal } = new AbortController();
  const files: BatchFile[] = [];
  let found = 0;
  for await (const event of scanSource(pool, sourceOf(inputs), 0, signal)) {
    if (event.kind === 'read') files.push(...event.files);
    else found = event.count;
  }
  const outcomes: Record<string, string> = {};
  const reasons: Record<string, string> = {};
  const outputs: string[] = [];
  for await (const settled of deidentifyBatch(pool, files, signal)) {
    for (const { id, outcome } of settled) {
      const path = files.find((file) => file.id === id)!.path;
      outcomes[path] = 'code' in outcome ? outcome.code : outcome.kind;
      if ('reason' in outcome) reasons[path] = outcome.reason;
      if (outcome.kind === 'deidentified') outputs.push(outcome.outputPath);
    }
  }
  expect(files.map(({ id }) => id).sort((a, b) => a - b)).toEqual(files.map((_, at) => at));
  expect(found).toBe(files.length);
  return { outcomes, reasons, outputs };
}

const slice = (instance: number) => ctSlice({ instance, pixelBytes: 60_000 });
const members = [1, 2, 3].map((n) => ({ name: `study/IM${n}`, data: slice(n) }));

describe('archives in a batch', () => {
  it('come to the same files, however they are packed and called', async () => {
    const plain = await run(...members.map(({ name, data }): Input => [name, data]));
    expect(plain.outputs).toHaveLength(3);
    const tar = buildTar(members);
    for (const [name, bytes] of [
      ['a.tar', tar],
      ['a.tar.gz', gzipSync(tar)],
      ['a.tgz', gzipSync(tar, { level: 1 })],
      ['a.zip', buildZip(members)],
      ['IM0001', tar],
      ['IM0002.dcm', gzipSync(tar)],
      ['backup.bin', buildZip(members.map((member) => ({ ...member, isDeflated: true })))],
    ] as const) {
      const packed = await run([name, bytes]);
      expect(packed.outputs.sort(), name).toEqual(plain.outputs.toSorted());
      expect(Object.keys(packed.outcomes), name).toEqual(members.map((member) => `${name}/${member.name}`));
    }
  });

  it('give one outcome for each member, and go on with what comes after', async () => {
    const { outcomes } = await run(
      ['first.dcm', slice(1)],
      [
        'called-wrongly.dcm',
        buildTar([members[1]!, { name: 'notes.txt', data: new TextEncoder().encode('text '.repeat(200)) }]),
      ],
      ['IM3.gz', gzipSync(slice(3))],
      ['empty-of-files', buildTar([{ name: 'folder/', type: '5' }])],
      ['last.dcm', slice(4)],
    );
    expect(outcomes).toEqual({
      'first.dcm': 'deidentified',
      'called-wrongly.dcm/study/IM2': 'deidentified',
      'called-wrongly.dcm/notes.txt': 'not-dicom',
      'IM3.gz/IM3': 'deidentified',
      'empty-of-files': 'empty-file',
      'last.dcm': 'deidentified',
    });
  });

  it('inside an archive are named and not opened, whatever they are called', async () => {
    const inner = buildTar(members);
    const { outcomes } = await run(
      [
        'a.tar',
        buildTar([
          { name: 'IM1', data: inner },
          { name: 'IM2', data: gzipSync(inner) },
        ]),
      ],
      [
        'b.zip',
        buildZip([
          { name: 'IM1', data: buildZip(members) },
          { name: 'x.tar', data: inner },
        ]),
      ],
      ['c.gz', gzipSync(buildZip(members))],
    );
    expect(Object.values(outcomes)).toEqual(Array(5).fill('nested-archive'));
  });

  it('are DICOM where the content is, whatever the name says', async () => {
    const { outcomes } = await run(
      ['IM1.tar', slice(1)],
      ['IM2.gz', slice(2)],
      ['IM3.zip', slice(3)],
      ['IM4.part', slice(4)],
    );
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['deidentified']));
  });
});

describe.skipIf(allCases.length === 0)('each case', () => {
  it.each(casesOf('archives').map((one) => [one.file, one] as const))('%s', async (file, one) => {
    const { outcomes, reasons } = await run([file, one.read()]);
    const [path, outcome] = Object.entries(outcomes)[0]!;
    if (/\.(?:tar|gz|tgz)$/.test(file)) {
      expect(path).toMatch(/\.dcm$/);
      expect(['deidentified', 'held']).toContain(outcome);
    } else {
      expect(['archive-unsupported', 'archive-unreadable']).toContain(outcome);
      expect(reasons[path]).toMatch(/archive.*unpack it/i);
    }
  });
});
