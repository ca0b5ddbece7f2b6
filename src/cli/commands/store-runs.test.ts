import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildForNode } from '../../testing/build-for-node.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { filesBelow, runCommand, sha256, temporaryFolder } from '../../testing/run-command.ts';
import { refuse, s3Secret, s3Server } from '../../testing/s3-server.ts';

let built = '';
const store = s3Server({ pageSize: 5 });
const fileCount = 12;
const root = temporaryFolder();
const [keyFile, input] = ['key.json', 'DOE-study'].map((name) => path.join(root, name)) as [string, string];
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);
const run = (parameters: readonly string[], signal = new AbortController().signal) =>
  runCommand([...parameters, '--key', keyFile], { built, signal });
const toStore = (journal: string, more: readonly string[] = [], signal?: AbortSignal) =>
  run(['deidentify', input, 's3://out/run', '--journal', journal, ...more], signal);
const linesOf = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8').trim().split('\n');
/** SHA-256 of what lies below OUT, by the path there. */
const putOut = () =>
  new Map([...store.objects].map(([name, { bytes }]) => [name.replace('/out/run/', ''), sha256(bytes)] as const));
const puts = () => store.requests.filter(({ method, query }) => method === 'PUT' && !query.has('partNumber'));

let whole = '';
let expected: ReadonlyMap<string, string>;
const sorted = (files: ReadonlyMap<string, string>) => [...files].sort();

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  // Beside an installed package lies what it asks for.
  symlinkSync(path.resolve('node_modules'), path.join(built, 'node_modules'));
  mkdirSync(input);
  for (let n = 0; n < fileCount; n++) writeFileSync(path.join(input, `${n} +.dcm`), ctSlice({ instance: n + 1 }));
  // Goes in parts, and is read by range.
  writeFileSync(path.join(input, 'large.dcm'), ctSlice({ instance: 900, pixelBytes: 9_000_000 }));
  await runCommand(['key', 'new', keyFile]);
  whole = newPlace('whole');
  const folder = newPlace('out');
  expect((await run(['deidentify', input, folder, '--records', whole])).status).toBe(0);
  expected = filesBelow(folder);
  expect(expected.size).toBe(fileCount + 1);
});

/** As a person has put them there. */
function putInputs(): void {
  for (const name of readdirSync(input)) store.put(`/inbox/DOE-study/${name}`, readFileSync(path.join(input, name)));
}

/** Each run starts threads of its own: STORE_RUNS=all (`.ci/nightly`) tries all ways to find OUT filled. */
const filledOut =
  process.env['STORE_RUNS'] === 'all'
    ? [
        ['another shard', '--shard=0/1'],
        ['a run that it does not go on with', '--resume'],
      ]
    : [['a run that it does not go on with', '--resume']];

describe('deidentify to a store', () => {
  it('puts the bytes that a folder would have, with the same records, and leaves nothing behind', async () => {
    const [journal, records] = [newPlace('journal'), newPlace('records')];
    const { status, err, out } = await toStore(journal, ['--records', records]);
    expect(err).toContain(`${fileCount + 1} de-identified, 0 held, 0 skipped, 0 failed.`);
    expect(status).toBe(0);
    expect(sorted(putOut())).toEqual(sorted(expected));
    expect(store.uploads.size).toBe(0);
    expect(linesOf(records, 'outputs.jsonl').sort()).toEqual(linesOf(whole, 'outputs.jsonl').sort());
    expect(readdirSync(journal)).toEqual([]);
    const said = `${err}${out}${readdirSync(records).map((name) => readFileSync(path.join(records, name), 'utf8'))}`;
    for (const secret of [s3Secret, 's3://', store.url]) expect(said).not.toContain(secret);
    const merged = newPlace('merged');
    await runCommand(['merge', records, merged]);
    const verified = () => runCommand(['verify', 's3://out/run', path.join(merged, 'receipt.zip')]);
    expect((await verified()).err).toContain(`${fileCount + 1} of ${fileCount + 1} files are as they were put out.`);
    const [name] = [...store.objects.keys()];
    store.put(name!, Buffer.from('something else'));
    expect((await verified()).status).toBe(1);
  });

  it('ends where the store is full, and goes on with it: what is there is not put again', async () => {
    const journal = newPlace('journal');
    let count = 0;
    store.ways.instead = ({ method }, response) => {
      // Parts are no objects, and come in between.
      const isObject = method === 'PUT' && !store.requests.at(-1)!.query.has('partNumber');
      if (!isObject || ++count <= fileCount / 2) return false;
      refuse(response, 400, 'EntityTooLarge');
      return true;
    };
    const full = await toStore(journal);
    expect(full.err).toContain('The object store takes no more');
    expect(full.status).toBe(1);
    expect(store.objects.size).toBe(fileCount / 2);
    const [name] = [...store.objects.keys()];
    expect(readFileSync(path.join(journal, readdirSync(journal)[0]!), 'utf8')).not.toContain('DOE-study');
    store.ways.instead = () => false;
    // Somebody has taken one away.
    store.objects.delete(name!);
    store.requests.length = 0;
    expect((await toStore(journal)).status).toBe(2);
    expect((await toStore(journal, ['--resume'])).status).toBe(0);
    // The large one has no PUT of its own.
    expect(puts()).toHaveLength(fileCount / 2 + 1);
    expect(sorted(putOut())).toEqual(sorted(expected));
  });

  it('takes away an object in parts when it is stopped', async () => {
    const stop = new AbortController();
    store.ways.instead = (_, __) => {
      if (store.requests.at(-1)!.query.get('partNumber') === '1') stop.abort();
      return false;
    };
    expect((await toStore(newPlace('journal'), [], stop.signal)).status).toBe(5);
    expect(store.requests.some(({ method, query }) => method === 'DELETE' && query.has('uploadId'))).toBe(true);
    expect(store.uploads.size).toBe(0);
    expect([...putOut().keys()].every((name) => expected.has(name))).toBe(true);
  });

  it('says a wrong secret before anything is done', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'WRONG-SECRET');
    try {
      const { status, err } = await toStore(newPlace('journal'));
      expect(status).toBe(1);
      expect(err).toContain('did not accept the credentials');
      expect(err).toContain('403');
      expect(err).not.toContain('WRONG-SECRET');
      expect(puts()).toEqual([]);
      expect((await run(['check', 's3://inbox/DOE-study'])).err).toContain('403');
    } finally {
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', s3Secret);
    }
  });

  it.each(filledOut)('does not replace what %s has put', async (_, option) => {
    const [name] = [...expected.keys()];
    store.put(`/out/run/${name}`, Buffer.from('of another run'));
    const { status, err } = await toStore(newPlace('journal'), [option!]);
    expect(status).toBe(4);
    expect(err).toContain('Another run has put other bytes under this name');
    expect(store.objects.get(`/out/run/${name}`)!.bytes.toString()).toBe('of another run');
    expect(store.objects.size).toBe(expected.size);
  });

  it.each([
    ['an OUT that holds something', ['s3://out/run'], 'OUT is not empty'],
    ['an OUT inside of an IN', ['s3://out/run/', 's3://out/run/below'], 'one inside of the other'],
    ['an IN inside of OUT', ['s3://out/run/below', 's3://out'], 'one inside of the other'],
    ['a user in an address', ['s3://user:password@out/run'], 'no user, password, query or fragment'],
    ['a query in an address', ['s3://out/run?X-Amz-Signature=1'], 'no user, password, query or fragment'],
    ['records in a store', ['s3://free/run', '--records', 's3://free/records'], 'names a folder of this computer'],
  ])('refuses %s', async (_, more, message) => {
    store.put('/out/run/thing', Buffer.from('thing'));
    const isIn = more[1]?.startsWith('s3:') === true;
    const { status, err } = await run(['deidentify', ...(isIn ? [] : [input]), ...more]);
    expect(err).toContain(message);
    expect(status).toBe(2);
    expect(puts()).toEqual([]);
  });

  it('does not send in the clear to another computer', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://store.invalid');
    try {
      const { status, err } = await toStore(newPlace('journal'));
      expect(err).toContain('is http: and not on this computer');
      expect(status).toBe(1);
    } finally {
      vi.stubEnv('AWS_ENDPOINT_URL_S3', store.url);
    }
  });
});

describe('deidentify from a store', () => {
  it('gives what a folder gives, under the same names', async () => {
    putInputs();
    store.put('/inbox/DOE-study/', Buffer.alloc(0));
    store.put('/inbox/DOE-study-2/other.dcm', Buffer.from('beside it'));
    const [folder, records] = [newPlace('out'), newPlace('records')];
    const { status, err } = await run(['deidentify', 's3://inbox/DOE-study', folder, '--records', records]);
    expect(err).toContain(`${fileCount + 1} de-identified, 0 held, 0 skipped, 0 failed.`);
    expect(status).toBe(0);
    expect(sorted(filesBelow(folder))).toEqual(sorted(expected));
    expect(linesOf(records, 'files.jsonl')).toEqual(linesOf(whole, 'files.jsonl'));
  });

  it('takes lines of a manifest, and refuses an object that has changed since it was listed', async () => {
    putInputs();
    const manifest = path.join(root, 'manifest.txt');
    const names = readdirSync(input).slice(0, 3);
    const lines = [...names, 'gone.dcm'].map((name) => `s3://inbox/DOE-study/${name}`);
    writeFileSync(manifest, `${lines.join('\n')}\n`);
    let hasChanged = false;
    store.ways.instead = ({ method }) => {
      if (method === 'GET' && !hasChanged) {
        hasChanged = true;
        store.put(`/inbox/DOE-study/${names[1]}`, Buffer.from(ctSlice({ instance: 77 })));
      }
      return false;
    };
    const folder = newPlace('out');
    const { status, out } = await run(['deidentify', '--manifest', manifest, folder, '--log', 'json', '--log-paths']);
    const told = out
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { input: string; outcome: string; code: string });
    const codes = new Map(told.map(({ input: named, outcome, code }) => [named, `${outcome} ${code}`.trim()]));
    expect(lines.map((line) => codes.get(line))).toEqual([
      'deidentified',
      'failed unreadable',
      'deidentified',
      'failed unreadable',
    ]);
    expect(status).toBe(4);
  });

  it('says that nothing is there', async () => {
    const { status, err } = await run(['check', 's3://inbox/nothing']);
    expect(err).toContain('IN number 1 is not there.');
    expect(status).toBe(2);
  });
});
