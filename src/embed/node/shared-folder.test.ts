import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { collect } from '../../testing/collect.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { createDeidentifier } from '../create-deidentifier.ts';
import type { Outcome } from '../outcome.ts';
import { openSharedFolder } from './shared-folder.ts';

const key = new Uint8Array(32).fill(21);
const deidentifier = createDeidentifier({ profile: 'ps315-basic', key });
const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'nescio-shared-'));
  made.push(folder);
  return folder;
}

/** Files of the folder by path below it; what stands in a hidden one as well. */
function filesIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map(({ parentPath, name }) => path.join(parentPath, name)).sort();
  return Object.fromEntries(
    names.map((name) => [path.relative(folder, name), createHash('sha256').update(readFileSync(name)).digest('hex')]),
  );
}

/** Pixels of one instance: the first letter is at their beginning, the rest behind the part that a fingerprint sees. */
function image(content: string, instance = 1) {
  const bytes = ctSlice({ instance, pixelBytes: 70_000 });
  bytes[bytes.length - 69_990] = content.charCodeAt(0);
  for (const [n, letter] of [...content.slice(1)].entries()) bytes[bytes.length - 100 + n] = letter.charCodeAt(0);
  return { path: `${content}-${instance}`, blob: new Blob([bytes.slice()]) };
}

type Image = ReturnType<typeof image>;

/** Writes shards at the same time, each by a folder of its own; the steps of all of them mix. */
async function share(shards: readonly (readonly Image[])[], folder = newFolder()) {
  const outcomes = await Promise.all(
    shards.map(async (inputs) => {
      const shared = await openSharedFolder(folder, deidentifier);
      const list = await collect(shared.write(await collect(deidentifier.process(inputs))));
      await shared.close();
      return list;
    }),
  );
  return { folder, files: filesIn(folder), outcomes: outcomes.flat() };
}

const codes = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => (outcome.kind === 'skipped' ? outcome.code : outcome.kind)).sort();

describe('a folder that several write into', () => {
  const images = [...'ABCDE'].map((letter) => image(letter)).concat(image('A', 2), image('F', 3));

  it('has the same paths and bytes however the files are shared out', async () => {
    const whole = await share([images]);
    expect(Object.keys(whole.files)).toHaveLength(images.length);
    expect(codes(whole.outcomes)).toEqual(images.map(() => 'deidentified'));
    const order = fc.shuffledSubarray(images, { minLength: images.length });
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 2, max: 7 }), async (shuffled, count) => {
        const shards = Array.from({ length: count }, (_, shard) => shuffled.filter((_, at) => at % count === shard));
        const { files, outcomes } = await share(shards);
        expect(files).toEqual(whole.files);
        expect(codes(outcomes)).toEqual(images.map(() => 'deidentified'));
      }),
      { numRuns: 12 },
    );
  });

  it('has each output once, and says of the others that they are copies', async () => {
    const { files, outcomes, folder } = await share([
      [image('B'), image('C')],
      [image('B')],
      [image('A')],
      [image('A')],
    ]);
    expect(Object.keys(files)).toHaveLength(3);
    expect(codes(outcomes).filter((code) => code === 'deidentified').length).toBeGreaterThanOrEqual(3);
    const again = await share([[image('B')], [image('A'), image('C')]], folder);
    expect(again.files).toEqual(files);
    expect(codes(again.outcomes)).toEqual(['copy', 'copy', 'copy']);
  });

  it('keeps what is there where another file has its fingerprint and other bytes, and holds that one', async () => {
    const first = await share([[image('Ax')]]);
    const { files, outcomes } = await share([[image('Ay')]], first.folder);
    expect(files).toEqual(first.files);
    expect(codes(outcomes)).toEqual(['held']);
    // In a stream the first has gone out before the second is known.
    expect(codes((await share([[image('Ax'), image('Ay')]])).outcomes)).toEqual(['deidentified', 'held']);
  });

  it('tells where an output is after another has taken its plain name', async () => {
    const folder = newFolder();
    const shared = await openSharedFolder(folder, deidentifier);
    const written: Extract<Outcome, { readonly kind: 'deidentified' }>[] = [];
    for (const letter of 'ABCDEFGH') {
      for await (const outcome of shared.write(deidentifier.process([image(letter)]))) {
        if (outcome.kind === 'deidentified') written.push(outcome);
      }
    }
    await shared.close();
    const places = await Promise.all(written.map(shared.locate));
    expect(new Set(places).size).toBe(8);
    expect(places).not.toEqual(written.map(({ outputPath }) => outputPath));
    for (const [at, place] of places.entries()) {
      const own = new Uint8Array(await written[at]!.file.arrayBuffer());
      expect(new Uint8Array(readFileSync(path.join(folder, place)))).toEqual(own);
    }
  });

  it('takes up what a process left that was ended while it moved a file', async () => {
    const whole = await share([[image('A'), image('B')]]);
    const plain = Object.keys(whole.files).find((name) => !/-[0-9A-Z]{12}\.dcm$/.test(name.replace(/^.*I-/, '')))!;
    const beside = Object.keys(whole.files).find((name) => name !== plain)!;
    const { host } = await ownWorkshop(whole.folder);
    const lost = path.join(whole.folder, `.nescio-${host}-4194304999-0`);
    mkdirSync(lost);
    writeFileSync(path.join(lost, '1'), 'half of a file');
    const bytes = readFileSync(path.join(whole.folder, beside));
    writeFileSync(path.join(lost, `moved-2-${Buffer.from(plain).toString('base64url')}`), bytes);
    rmSync(path.join(whole.folder, beside));
    await (await openSharedFolder(whole.folder, deidentifier)).close();
    expect(filesIn(whole.folder)).toEqual(whole.files);
  });

  it('leaves nothing half-written when a file cannot be read to its end', async () => {
    const folder = newFolder();
    const shared = await openSharedFolder(folder, deidentifier);
    const [outcome] = await collect(deidentifier.process([image('A')]));
    if (outcome?.kind !== 'deidentified') throw new Error('This file goes out.');
    const broken = Object.create(outcome.file, {
      stream: {
        value: async function* () {
          yield new Uint8Array(10);
          throw new Error('gone');
        },
      },
    });
    await expect(collect(shared.write([{ ...outcome, file: broken }]))).rejects.toThrow('gone');
    expect(Object.keys(filesIn(folder)).filter((name) => !name.startsWith('.'))).toEqual([]);
    await shared.close();
    expect(filesIn(folder)).toEqual({});
  });

  it('is refused to running numbers, which no two processes can agree on', async () => {
    const running = { ...createProfile('ps315-basic'), patients: { kind: 'running', prefix: 'P', digits: 3 } as const };
    const numbering = createDeidentifier({ profile: running, key });
    await expect(openSharedFolder(newFolder(), numbering)).rejects.toThrow(/running numbers/);
  });
});

/** The name under which this computer is known in hidden folders. */
async function ownWorkshop(folder: string): Promise<{ readonly host: string }> {
  const shared = await openSharedFolder(folder, deidentifier);
  const name = readdirSync(folder).find((entry) => entry.startsWith('.nescio-'))!;
  await shared.close();
  return { host: name.split('-')[1]! };
}
