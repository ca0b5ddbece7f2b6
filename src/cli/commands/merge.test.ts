import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBatches } from '../../embed/batches.ts';
import { createInProcessPool } from '../../pipeline/pool/in-process-pool.ts';
import { createProfile } from '../../profile/create-profile.ts';
import { parseProjectKey } from '../../profile/project-key-file.ts';
import { buildReceipt } from '../../report/build-receipt.ts';
import { buildRecords } from '../../report/build-records.ts';
import { buildForNode } from '../../testing/build-for-node.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { eventually } from '../../testing/eventually.ts';
import { openBelow, tellsOpenFiles } from '../../testing/open-below.ts';
import { filesBelow, runCommand, temporaryFolder } from '../../testing/run-command.ts';
import { sourceFromPaths } from '../input/list-paths.ts';

let built = '';
const root = temporaryFolder();
const keyFile = path.join(root, 'key.json');
const input = path.join(root, 'study');
const out = path.join(root, 'out');
const records = path.join(root, 'records');
const newPlace = () => path.join(mkdtempSync(path.join(root, 'place-')), 'new');
const nescio = (...parameters: readonly string[]) => runCommand(parameters, { built });

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  mkdirSync(input);
  const slices = [{ instance: 1 }, { instance: 2, patientId: 'OTHER' }, { instance: 1 }];
  for (const [n, slice] of slices.entries()) writeFileSync(path.join(input, `${n}.dcm`), ctSlice(slice));
  const capture = ctSlice({ instance: 4, sopClassUid: '1.2.840.10008.5.1.4.1.1.7' });
  writeFileSync(path.join(input, 'capture.dcm'), capture);
  writeFileSync(path.join(input, 'notes.txt'), 'no image');
  writeFileSync(path.join(input, 'short.dcm'), ctSlice({ instance: 5 }).subarray(0, -100));
  await nescio('key', 'new', keyFile);
  const run = await nescio('deidentify', input, out, '--key', keyFile, '--records', records);
  expect(run.status).toBe(4);
});

/** Files of a bundle, the minute in which it was made taken out. */
async function contentOf(zip: Uint8Array | Blob) {
  const opened = await JSZip.loadAsync(zip instanceof Blob ? await zip.arrayBuffer() : zip);
  const texts = Object.values(opened.files).map(async (file) => {
    const text = await file.async('string');
    return [file.name, text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME')] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

/** The lines of each file, sorted: outputs are written in the order in which they were ready. */
function linesBelow(folder: string) {
  const names = [...filesBelow(folder).keys()];
  return names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8').split('\n').sort()]);
}

/** What the page would make of the same files, in this process. */
async function pageBundles() {
  const profile = createProfile('qmenta-guarded');
  const projectKey = parseProjectKey(readFileSync(keyFile, 'utf8'))!;
  const pool = createInProcessPool();
  const batches = createBatches({ profile, projectKey, rows: [], openPool: async () => pool });
  const { signal } = new AbortController();
  const { files, use } = await batches.decide(sourceFromPaths([input], null), signal);
  return use(async () => {
    const request = {
      files,
      profile,
      includesOriginalValues: false,
      signal,
      uploads: [],
      review: { kind: 'not-opened' } as const,
      boxes: [],
      leftOut: null,
      under: { profile, projectKey },
    };
    const context = { pool, createdAt: '2026-01-01 00:00', product: 'Nescio 0.1.0', streamBundle: null };
    return { records: await buildRecords(request, context), receipt: await buildReceipt(request, context) };
  });
}

describe('the records of a run', () => {
  it('add up, and are for their owner alone', () => {
    const summary = JSON.parse(readFileSync(path.join(records, 'summary.json'), 'utf8'));
    expect(summary).toMatchObject({ added: 6, deidentified: 2, held: 1, skipped: 2, failed: 1 });
    expect(statSync(records).mode & 0o777).toBe(0o700);
    for (const name of filesBelow(records).keys()) {
      expect(statSync(path.join(records, name)).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(path.join(records, 'files.jsonl'), 'utf8').split('\n')).toHaveLength(7);
  });

  it('are refused inside of OUT and over others', async () => {
    const inside = newPlace();
    expect((await nescio('deidentify', input, inside, '--records', path.join(inside, 'records'))).status).toBe(2);
    expect((await nescio('deidentify', input, newPlace(), '--key', keyFile, '--records', records)).status).toBe(2);
  });
});

describe('the records of a run that is gone on with', () => {
  it('take the place of its own, and of no other', async () => {
    const [first, second, own] = [newPlace(), newPlace(), newPlace()];
    const run = (place: string, ...more: readonly string[]) =>
      nescio('deidentify', input, place, '--key', keyFile, '--records', own, ...more);
    await run(first);
    const [before, lines] = [filesBelow(own), linesBelow(own)];
    await nescio('deidentify', input, second, '--key', keyFile);
    for (const folder of [own, input]) {
      const other = await nescio('deidentify', input, second, '--key', keyFile, '--resume', '--records', folder);
      expect(other.err).toContain('The records folder is');
      expect(other.status).toBe(2);
    }
    expect(filesBelow(own)).toEqual(before);
    const victim = newPlace();
    writeFileSync(victim, 'of somebody else');
    rmSync(path.join(own, 'files.jsonl'));
    symlinkSync(victim, path.join(own, 'files.jsonl'));
    expect((await run(first, '--resume')).status).toBe(4);
    expect(linesBelow(own)).toEqual(lines);
    expect(readFileSync(victim, 'utf8')).toBe('of somebody else');
  });

  it('are seen to be writable before anything is read or made', async () => {
    const place = newPlace();
    const { status, err } = await nescio('deidentify', input, place, '--records', path.join(keyFile, 'records'));
    expect(err).toContain('The records folder cannot be written');
    expect(status).toBe(1);
    expect(readdirSync(path.dirname(place))).toEqual([]);
  });
});

describe('merge', () => {
  it('makes the records and the receipt of the page, with what was put out', async () => {
    const merged = newPlace();
    expect(await nescio('merge', records, merged)).toMatchObject({ status: 0 });
    const expected = await pageBundles();
    const { 'outputs.csv': outputs, ...rest } = await contentOf(readFileSync(path.join(merged, 'records.zip')));
    const { 'README.txt': readme, ...page } = await contentOf(expected.records);
    expect(rest).toEqual({ ...page, 'README.txt': expect.stringContaining('outputs.csv ') });
    expect(rest['README.txt']!.replace(/outputs\.csv .*\n/, '')).toBe(readme);
    expect(outputs).toBe(readFileSync(path.join(merged, 'outputs.csv'), 'utf8'));
    const { 'outputs.csv': shared, ...receipt } = await contentOf(readFileSync(path.join(merged, 'receipt.zip')));
    expect(receipt).toEqual(await contentOf(expected.receipt));
    expect(shared).toBe(outputs);
  });

  it('takes equal outputs of two runs for one, and refuses what does not belong together', async () => {
    const merged = newPlace();
    const twice = await nescio('merge', records, records, merged);
    expect(twice.err).toContain('12 files of 2 runs, 2 of them de-identified.');
    const other = newPlace();
    await nescio('deidentify', input, newPlace(), '--key', keyFile, '--profile', 'ps315-basic', '--records', other);
    const refused = await nescio('merge', records, other, newPlace());
    expect(refused.status).toBe(2);
    expect(refused.err).toContain('number 2');
  });

  /** The records as if they were those of a shard. */
  function asShard(shard: string): string {
    const folder = newPlace();
    cpSync(records, folder, { recursive: true });
    const summary = path.join(folder, 'summary.json');
    writeFileSync(summary, JSON.stringify({ ...JSON.parse(readFileSync(summary, 'utf8')), shard }));
    return folder;
  }

  it('counts once what each of several shards could not open', async () => {
    const { status, err } = await nescio('merge', asShard('0/2'), asShard('1/2'), newPlace());
    expect(err).toContain('11 files of 2 runs, 2 of them de-identified.');
    expect(status).toBe(0);
  });

  it.each([[['0/2']], [['0/2', '0/2']], [['0/2', '1/3']], [['', '1/2']], [['0/1', '']], [['0/2', '1/2', '1/2']]])(
    'refuses the shards %j, which are not one run',
    async (shards) => {
      const { status, err } = await nescio('merge', ...shards.map(asShard), newPlace());
      expect(err).toContain('Not all shards');
      expect(status).toBe(2);
    },
  );

  /** Does something once the merge has begun, and before it ends. */
  async function meanwhile(out: string, work: () => void, signal?: AbortSignal) {
    const merging = runCommand(['merge', records, out], { built, ...(signal && { signal }) });
    await eventually(() => expect(readdirSync(out)).toContain('records.zip.part'));
    work();
    return merging;
  }

  it('that is stopped ends with 5, and leaves what somebody else has put into OUT', async () => {
    const merged = newPlace();
    const stop = new AbortController();
    const add = () => {
      writeFileSync(path.join(merged, 'notes.txt'), 'of somebody else');
      stop.abort();
    };
    const { status, err } = await meanwhile(merged, add, stop.signal);
    expect(err).toBe('nescio: Stopped. Nothing was merged.\n');
    expect(status).toBe(5);
    expect(readdirSync(merged)).toEqual(['notes.txt']);
    const alone = newPlace();
    expect((await meanwhile(alone, () => stop.abort(), stop.signal)).status).toBe(5);
    expect(existsSync(alone)).toBe(false);
  });

  it('says why OUT or a record cannot be used', async () => {
    const unwritable = await nescio('merge', records, path.join(keyFile, 'merged'));
    expect(unwritable.err).toBe('nescio: OUT cannot be written: the folder that it lies in is a file (ENOTDIR).\n');
    expect(unwritable.status).toBe(1);
    const merged = newPlace();
    const { err, status } = await meanwhile(merged, () => writeFileSync(path.join(merged, 'outputs.csv'), 'a'));
    expect(err).toBe('nescio: OUT could not be written (EEXIST).\n');
    expect(status).toBe(1);
    expect(readdirSync(merged)).toEqual(['outputs.csv']);
    for (const name of ['identities.jsonl', 'changes.jsonl', 'profile.json', 'decisions.json']) {
      const folder = newPlace();
      cpSync(records, folder, { recursive: true });
      rmSync(path.join(folder, name));
      const { err } = await nescio('merge', folder, newPlace());
      expect(err).toBe(`nescio: Records folder number 1: ${name} cannot be read (ENOENT).\n`);
    }
  });

  it.each([
    ['files.jsonl', 'gaps', (text: string) => text.slice(text.indexOf('\n') + 1)],
    ['outputs.jsonl', 'contradict', (text: string) => text.slice(text.indexOf('\n') + 1)],
    ['outputs.jsonl', 'contradict', (text: string) => text.replace('.dcm', '.dcn')],
    ['changes.jsonl', 'changes.jsonl', (text: string) => text.slice(text.indexOf('\n') + 1)],
    ['identities.jsonl', 'no identity', () => ''],
    ['files.jsonl', 'add up', (text: string) => text.slice(0, text.trimEnd().lastIndexOf('\n') + 1)],
    ['files.jsonl', 'damaged', (text: string) => text.replace('{', '')],
  ])('refuses a folder whose %s was changed: %s', async (name, said, change) => {
    const folder = newPlace();
    mkdirSync(folder);
    for (const each of filesBelow(records).keys()) {
      writeFileSync(path.join(folder, each), readFileSync(path.join(records, each)));
    }
    writeFileSync(path.join(folder, name), change(readFileSync(path.join(records, name), 'utf8')));
    const { status, err } = await nescio('merge', folder, newPlace());
    expect(err).toContain(said);
    if (tellsOpenFiles) expect(openBelow(folder)).toEqual([]);
    expect(status).toBe(1);
    rmSync(path.join(folder, 'summary.json'));
    expect((await nescio('merge', folder, newPlace())).err).toContain('summary.json');
  });
});
