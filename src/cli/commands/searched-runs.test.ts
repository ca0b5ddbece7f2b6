import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../testing/build-for-node.ts';
import { lettered, putFakeTextWorker } from '../../testing/fake-text-worker.ts';
import { imageFile } from '../../testing/image-file.ts';
import { filesBelow, runCommand, temporaryFolder } from '../../testing/run-command.ts';

let built = '';
const root = temporaryFolder();
const keyFile = path.join(root, 'key.json');
const input = path.join(root, 'study');
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);
const nescio = (...parameters: readonly string[]) => runCommand(parameters, { built });
const run = (out: string, ...more: readonly string[]) =>
  nescio('deidentify', input, out, '--key', keyFile, '--workers', '1', ...more);
const detect = (out: string, ...more: readonly string[]) =>
  nescio('detect', input, '--key', keyFile, '--out', out, '--workers', '1', ...more);

const side = 16;

/** An angiogram, of class B, or a CT slice, of class C. */
function image(instance: number, series: number, last: number): Uint8Array {
  const kind = series === 1 ? { modality: 'XA', sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1' } : {};
  const pixels = new Uint8Array(2 * side * side).fill(20 + instance);
  pixels[pixels.length - 1] = last;
  const extra = [
    { tag: 0x00080018, vr: 'UI', values: [`1.2.3.4.${instance}`] },
    { tag: 0x0020000e, vr: 'UI', values: [`1.2.3.2.${series}`] },
    { tag: 0x00200013, vr: 'IS', values: [`${instance}`] },
  ] as const;
  return imageFile({ rows: side, columns: side, ...kind, extra }, pixels);
}

/** By series: class B, one of two shows text; class C, one of three does; class C without any. */
const images = [
  [1, 10],
  [1, lettered],
  [2, 10],
  [2, lettered],
  [2, 10],
  [3, 10],
  [3, 10],
] as const;

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  putFakeTextWorker(built);
  mkdirSync(input);
  for (const [n, [series, last]] of images.entries())
    writeFileSync(path.join(input, `${n}.dcm`), image(n + 1, series, last));
  await nescio('key', 'new', keyFile);
});

/** @returns the folder that all parts have written into, and how each ended */
async function inShards(...more: readonly string[]) {
  const out = newPlace('out');
  const ended = [];
  for (const shard of ['0/3', '1/3', '2/3']) ended.push(await run(out, '--shard', shard, '--allow-held', ...more));
  return {
    files: filesBelow(out),
    said: ended.map(({ err }) => err).join(''),
    status: ended.map(({ status }) => status),
  };
}

describe('a run that searches images for text', () => {
  it.each([
    ['hold', 3, 4],
    ['clean', 5, 2],
  ])(
    'under %s puts out %d and holds %d, by its own search, by that of detect, and in parts',
    async (pixels, out, held) => {
      const place = newPlace('out');
      const direct = await run(place, '--search', 'all', '--pixels', pixels);
      expect(direct.err).toContain(`${out} de-identified, ${held} held, 0 skipped, 0 failed.`);
      expect(direct.err).toContain('7 files searched for text, 2 show some, 0 could not be searched.');
      expect(direct.status).toBe(3);
      expect(filesBelow(place).size).toBe(out);

      const decisions = newPlace('decisions.json');
      const detected = await detect(decisions, '--pixels', pixels);
      expect(detected.err).toContain('7 files searched for text, 2 show some, 0 could not be searched.');
      expect(detected.status).toBe(3);
      const brought = ['--decisions', decisions, '--pixels', pixels];
      const again = newPlace('out');
      await run(again, ...brought);
      expect(filesBelow(again)).toEqual(filesBelow(place));
      const parts = await inShards('--search', 'all', ...brought);
      expect(parts.files).toEqual(filesBelow(place));
      expect(parts.status).toEqual([0, 0, 0]);
    },
  );

  it('leaves class C where text is likely alone', async () => {
    const { err } = await run(newPlace('out'), '--search', 'likely');
    expect(err).toContain('6 de-identified, 1 held');
  });

  it('in parts without decisions holds what the search of a series would have to come to', async () => {
    const { files, said, status } = await inShards('--search', 'all');
    expect(files.size).toBe(0);
    expect(said).toContain('Not searched for text');
    expect(status).toEqual([0, 0, 0]);
    expect((await inShards('--search', 'likely')).files.size).toBe(5);
    expect((await inShards()).files.size).toBe(7);
  });

  it('is not gone on with under another search', async () => {
    const out = newPlace('out');
    await run(out, '--search', 'likely');
    expect((await run(out, '--resume')).err).toContain('another --search');
    expect((await run(out, '--resume', '--search', 'likely')).err).toContain('6 de-identified, 1 held');
  });

  it('ends with an error where the search cannot be started, and writes nothing', async () => {
    const worker = path.join(built, 'text-search-node.worker.js');
    const script = readFileSync(worker);
    rmSync(worker);
    const out = newPlace('out');
    try {
      const { status, err } = await run(out, '--search', 'all');
      expect(err).toContain('No image could be searched for text.');
      expect(status).toBe(1);
      expect(existsSync(out)).toBe(false);
      expect((await detect(newPlace('decisions.json'))).status).toBe(1);
    } finally {
      writeFileSync(worker, script);
    }
  });

  it('is not gone on with where an earlier search failed on what this one finds', async () => {
    const out = newPlace('out');
    const one = mkdtempSync(path.join(root, 'one-'));
    writeFileSync(path.join(one, '1.dcm'), image(1, 1, lettered));
    const go = (...more: readonly string[]) =>
      nescio('deidentify', one, out, '--key', keyFile, '--search', 'all', '--pixels', 'clean', ...more);
    putFakeTextWorker(built, 'blind');
    try {
      const missed = '0 files searched for text, 0 show some, 1 could not be searched.';
      expect(await go()).toMatchObject({ status: 0, err: expect.stringContaining(missed) });
      expect((await go('--resume', '--log', 'none')).err).toBe('');
    } finally {
      putFakeTextWorker(built);
    }
    const before = filesBelow(out);
    const changed = '1 have changed, or the search came to something else';
    expect(await go('--resume')).toMatchObject({ status: 2, err: expect.stringContaining(changed) });
    expect(filesBelow(out)).toEqual(before);
  });

  it('is refused where there is no room for the models', async () => {
    const { status, err } = await run(newPlace('out'), '--search', 'all', '--max-memory', '400');
    expect(err).toContain('844 MB');
    expect(status).toBe(2);
  });
});

describe('detect', () => {
  it('writes where texts are for its owner alone, and nothing that was read', async () => {
    const file = newPlace('decisions.json');
    await detect(file, '--log', 'none');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain('DOE');
    const { searches, boxes } = JSON.parse(text);
    expect(boxes).toEqual([]);
    const hits = [{ column: 2, row: 2, columns: 12, rows: 8, isPatients: false }];
    expect(searches).toContainEqual({
      kind: 'searched',
      hits,
      isTextBeside: true,
      sopInstanceUids: [expect.anything()],
    });
    expect(searches.flatMap((one: { sopInstanceUids: string[] }) => one.sopInstanceUids)).toHaveLength(7);
  });

  it('is in the decisions that a run keeps, and in those of a merge, so that the next run holds the same', async () => {
    const file = newPlace('decisions.json');
    await detect(file);
    const [records, merged] = [newPlace('records'), newPlace('merged')];
    await run(newPlace('out'), '--decisions', file, '--records', records);
    await nescio('merge', records, merged);
    const bundle = await JSZip.loadAsync(readFileSync(path.join(merged, 'records.zip')));
    const [detected, kept, joined] = [
      readFileSync(file, 'utf8'),
      readFileSync(path.join(records, 'decisions.json'), 'utf8'),
      await bundle.file('decisions.json')!.async('string'),
    ].map((text) => JSON.parse(text, (name, value) => (name === 'sopInstanceUids' ? value.sort() : value)).searches);
    expect(kept).toEqual(detected);
    expect(joined).toEqual(detected);
    const again = await run(newPlace('out'), '--decisions', path.join(records, 'decisions.json'));
    expect(again.err).toContain('3 de-identified, 4 held');
  });

  it('is refused without a key, without a search, over a file that is there, and where none can be written', async () => {
    const file = newPlace('decisions.json');
    const withoutKey = await nescio('detect', input, '--out', file);
    expect(withoutKey.err).toContain('--key');
    expect((await detect(file, '--search', 'none')).status).toBe(2);
    writeFileSync(file, 'mine');
    const { status, err } = await detect(file);
    expect(err).toContain('there already');
    expect(status).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const place = path.join(newPlace('none'), 'decisions.json');
    // A folder without scripts: whatever begins to look at files says something else.
    const early = await runCommand(['detect', input, '--key', keyFile, '--out', place], { built: root });
    expect(early).toMatchObject({ status: 1, err: expect.stringContaining('--out cannot be written: the folder') });
  });

  it('logs each file once, as check --detect does', async () => {
    const linesOf = (log: string) =>
      log.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
    const detected = await detect(newPlace('decisions.json'), '--log', 'json');
    const planned = await nescio(
      'check',
      input,
      '--detect',
      '--key',
      keyFile,
      '--out',
      newPlace('plan'),
      '--log',
      'json',
    );
    for (const lines of [linesOf(detected.out.toString()), linesOf(planned.err)]) {
      expect(lines.map(({ line }) => line).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(lines.filter(({ outcome }) => outcome === 'deidentified')).toHaveLength(3);
    }
  });
});

describe('check --detect', () => {
  const check = (...more: readonly string[]) =>
    nescio('check', input, '--detect', '--key', keyFile, '--workers', '1', ...more);

  it('writes all that a run in parts needs, and what it costs, for their owner alone', async () => {
    const folder = newPlace('plan');
    const { out, status } = await check('--patients', '--out', folder);
    expect(status).toBe(3);
    expect(readdirSync(folder).sort()).toEqual(['decisions.json', 'patients.csv', 'plan.txt']);
    for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
    const plan = readFileSync(path.join(folder, 'plan.txt'), 'utf8');
    expect(out.toString()).toBe(plan);
    for (const line of ['Patients: 1', '7 files searched for text, 2 show some', 'Files: 7, 7.5 KB; outputs: 3'])
      expect(plan).toContain(line);
    expect(plan).toMatch(/measured over 3 of 3 outputs\n/);
    expect(plan).toMatch(
      /Time on so many nodes of 1 threads .*: 1: [\d.]+ s; 4: [\d.]+ s; 16: [\d.]+ s; 64: [\d.]+ s\n$/,
    );
    const direct = newPlace('out');
    await run(direct, '--search', 'all');
    const parts = await inShards('--search', 'all', '--decisions', path.join(folder, 'decisions.json'));
    expect(parts.files).toEqual(filesBelow(direct));
  });

  it('keeps what was found, and no plan, where it is stopped while it measures', async () => {
    const folder = newPlace('plan');
    const stop = new AbortController();
    const { status, err } = await runCommand(
      ['check', input, '--detect', '--key', keyFile, '--out', folder, '--log', 'json'],
      { built, signal: stop.signal, onText: (text) => text.includes('"line"') && stop.abort() },
    );
    expect([status, err]).toEqual([5, expect.stringContaining('Stopped.')]);
    expect(readdirSync(folder)).toEqual(['decisions.json']);
  });

  it('searches although the table of patients comes later', async () => {
    const profile = JSON.parse((await nescio('profile', 'show')).out.toString()).profile;
    const file = newPlace('profile.json');
    writeFileSync(file, JSON.stringify({ ...profile, patients: { kind: 'lookup' } }));
    const folder = newPlace('plan');
    const { out } = await check('--patients', '--out', folder, '--profile', file);
    expect(out.toString()).toContain('7 files searched for text, 2 show some');
    const table = path.join(folder, 'patients.csv');
    expect(readFileSync(table, 'utf8')).toBe('"id_old","id_new"\r\n"PLANTED-4711",""\r\n');
    writeFileSync(table, 'id_old,id_new\nPLANTED-4711,A\n');
    const decisions = path.join(folder, 'decisions.json');
    const { err } = await run(newPlace('out'), '--profile', file, '--patients', table, '--decisions', decisions);
    expect(err).toContain('3 de-identified, 4 held');
  });

  it('is refused without a key or a new folder', async () => {
    expect((await check()).err).toContain('--out');
    expect((await check('--out', root)).err).toContain('not empty');
    expect((await nescio('check', input, '--detect', '--out', newPlace('plan'))).err).toContain('--key');
    expect((await nescio('check', input, '--out', newPlace('plan'))).status).toBe(2);
  });
});
