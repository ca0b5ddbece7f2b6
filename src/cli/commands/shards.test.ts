import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../testing/build-for-node.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { filesBelow, runCommand, temporaryFolder } from '../../testing/run-command.ts';

let built = '';
const root = temporaryFolder();
const keyFile = path.join(root, 'key.json');
const input = path.join(root, 'study');
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);
const nescio = (...parameters: readonly string[]) => runCommand(parameters, { built });
const run = (out: string, ...more: readonly string[]) =>
  nescio('deidentify', input, out, '--key', keyFile, '--workers', '1', ...more);

/** One instance in several contents, which want one path, beside equal copies and others. */
beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  mkdirSync(input);
  for (let n = 0; n < 12; n++) {
    const bytes = ctSlice({ instance: n < 8 ? 1 : n, pixelBytes: 2048 });
    if (n < 4) bytes[bytes.length - 100] = 0x80 + n;
    writeFileSync(path.join(input, `${n}.dcm`), bytes);
  }
  await nescio('key', 'new', keyFile);
});

async function bundle(merged: string, name: string) {
  const zip = await JSZip.loadAsync(readFileSync(path.join(merged, name)));
  const read = (entry: string) => zip.file(entry)!.async('string');
  return Object.fromEntries(
    await Promise.all(['changes.csv', 'crosswalk.csv', 'outputs.csv'].map(async (entry) => [entry, await read(entry)])),
  );
}

/** Each starts threads of its own, so that ten of them take long: SHARDS=all (`.ci/nightly`) runs those too. */
const counts = process.env['SHARDS'] === 'all' ? [1, 3, 10] : [3];

describe('shards', () => {
  it.each(counts)('%d of them put out the same files and records as one run, whoever is first', async (count) => {
    const whole = newPlace('out');
    const wholeRecords = newPlace('records');
    await run(whole, '--records', wholeRecords);
    const shared = newPlace('out');
    const folders = Array.from({ length: count }, () => newPlace('records'));
    const ended = await Promise.all(
      folders.map((records, at) => run(shared, '--shard', `${at}/${count}`, '--records', records)),
    );
    expect(ended.map(({ status, err }) => (status === 0 ? '' : err))).toEqual(folders.map(() => ''));
    expect(filesBelow(shared)).toEqual(filesBelow(whole));
    const [merged, expected] = [newPlace('merged'), newPlace('merged')];
    expect(await nescio('merge', ...folders, merged)).toMatchObject({ status: 0 });
    await nescio('merge', wholeRecords, expected);
    expect(await bundle(merged, 'records.zip')).toEqual(await bundle(expected, 'records.zip'));
    expect(await nescio('verify', shared, path.join(merged, 'receipt.zip'))).toMatchObject({ status: 0 });
    // Gone on with, each finds all that it has put out, under whatever name.
    const again = await Promise.all(folders.map((_, at) => run(shared, '--shard', `${at}/${count}`, '--resume')));
    expect(again.map(({ status }) => status)).toEqual(folders.map(() => 0));
    expect(filesBelow(shared)).toEqual(filesBelow(whole));
  });

  it('are refused where files of other shards would be needed, and without a key of all', async () => {
    const refused = async (text: string, ...more: readonly string[]) => {
      const { status, err } = await run(newPlace('out'), ...more);
      expect(err).toContain(text);
      expect(status).toBe(2);
    };
    for (const wrong of ['3/3', '1', '-1/3', '1/0', '1.5/3']) await refused('i/n', `--shard=${wrong}`);
    const profile = JSON.parse((await nescio('profile', 'show')).out.toString()).profile;
    const file = newPlace('profile.json');
    writeFileSync(file, JSON.stringify({ ...profile, patients: { kind: 'running', prefix: 'P', digits: 3 } }));
    await refused('running numbers', '--shard', '0/2', '--profile', file);
    await refused('start of their study', '--shard', '0/2', '--options', 'retainRelativeTimes');
    await refused('UIDs are kept', '--shard', '0/2', '--options', 'retainUids', '--pixels', 'clean');
    writeFileSync(file, JSON.stringify({ ...profile, patients: { kind: 'lookup' } }));
    const table = newPlace('patients.csv');
    writeFileSync(table, 'id_old,id_new,anchor_date\nPLANTED-4711,A,2000-01-01\n');
    await refused('anchor dates', '--shard', '0/2', '--profile', file, '--patients', table);
    const withoutKey = await nescio('deidentify', input, newPlace('out'), '--shard', '0/2');
    expect(withoutKey.err).toContain('--key');
    expect((await nescio('deidentify', input, newPlace('out.zip'), '--key', keyFile, '--shard', '0/2')).status).toBe(2);
  });

  it('of other settings are refused by those that are there', async () => {
    const shared = newPlace('out');
    expect((await run(shared, '--shard', '0/2')).status).toBe(0);
    const other = await run(shared, '--shard', '1/2', '--profile', 'ps315-basic');
    expect(other.err).toContain('another profile');
    expect((await run(shared, '--shard', '1/3')).err).toContain('not empty');
  });
});
