import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../testing/build-for-node.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { filesBelow, runCommand, sha256, temporaryFolder } from '../../testing/run-command.ts';
import { send, stowServer } from '../../testing/stow-server.ts';

let built = '';
const server = stowServer();
const fileCount = 100;
const root = temporaryFolder();
const [keyFile, signInFile, input] = ['key.json', 'sign-in.json', 'DOE-study'].map((name) => path.join(root, name)) as [
  string,
  string,
  string,
];
const secret = 'SECRET-TOKEN-1';
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);
/** Sends to the server; each journal folder is a run of its own. */
const run = (journal: string, more: readonly string[] = [], signal = new AbortController().signal) =>
  runCommand(
    ['deidentify', input, server.url, '--key', keyFile, '--journal', journal, '--sign-in', signInFile, ...more],
    { built, signal },
  );
const received = () => [...server.instances.values()].map(sha256).sort();
const linesOf = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8').trim().split('\n');

let whole = '';
let expected: readonly string[] = [];

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  mkdirSync(input);
  for (let n = 0; n < fileCount; n++) writeFileSync(path.join(input, `${n}.dcm`), ctSlice({ instance: n + 1 }));
  // Longer than what is in memory while it waits.
  writeFileSync(path.join(input, 'large.dcm'), ctSlice({ instance: 900, pixelBytes: 5_000_000 }));
  writeFileSync(path.join(input, 'notes.txt'), 'no image');
  writeFileSync(signInFile, JSON.stringify({ bearer: secret }), { mode: 0o600 });
  await runCommand(['key', 'new', keyFile]);
  whole = newPlace('whole');
  const folder = newPlace('out');
  const made = await runCommand(['deidentify', input, folder, '--key', keyFile, '--records', whole], { built });
  expect(made.status).toBe(0);
  expected = [...filesBelow(folder).values()].sort();
  expect(expected).toHaveLength(fileCount + 1);
});

/** Answers a POST by a status, from the n-th on. */
function failPostsFrom(first: number, status: number): void {
  let posts = 0;
  server.ways.instead = (request, response) => {
    if (request.method !== 'POST' || ++posts < first) return false;
    request.resume().on('end', () => send(response, status));
    return true;
  };
}

describe('deidentify to a server', () => {
  it('sends the bytes that a folder would have, with the same records, and leaves nothing behind', async () => {
    const [journal, records] = [newPlace('journal'), newPlace('records')];
    const { status, err, out } = await run(journal, ['--records', records, '--log', 'json']);
    expect(err).toContain(`${fileCount + 1} de-identified, 0 held, 1 skipped, 0 failed.`);
    expect(status).toBe(0);
    expect(received()).toEqual(expected);
    expect(server.posts().every(({ signIn }) => signIn === `Bearer ${secret}`)).toBe(true);
    expect(linesOf(records, 'outputs.jsonl').sort()).toEqual(linesOf(whole, 'outputs.jsonl').sort());
    expect(linesOf(records, 'files.jsonl')).toEqual(linesOf(whole, 'files.jsonl'));
    expect(readdirSync(journal)).toEqual([]);
    const said = `${err}${out}${readdirSync(records).map((name) => readFileSync(path.join(records, name), 'utf8'))}`;
    expect(said).not.toContain(secret);
    // Its host with its port: the digits of a port alone stand by chance in a new UID.
    expect(said).not.toContain(new URL(server.url).host);
  });

  it('goes on with what was stopped: what the server has said it has is not sent again', async () => {
    const [journal, records] = [newPlace('journal'), newPlace('records')];
    failPostsFrom(2, 403);
    const refused = await run(journal);
    expect(refused.err).toContain('--resume');
    expect(refused.status).toBe(1);
    const [name] = readdirSync(journal);
    expect(linesOf(journal, name!).length).toBeGreaterThan(1);
    expect(readFileSync(path.join(journal, name!), 'utf8')).not.toContain(secret);
    const stored = server.instances.size;
    server.ways.instead = () => false;
    expect(await run(journal)).toMatchObject({ status: 2, err: expect.stringContaining('--resume') });
    expect(await run(journal, ['--resume', '--profile', 'ps315-basic'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('another profile'),
    });
    server.requests.length = 0;
    const resumed = await run(journal, ['--resume', '--records', records]);
    expect(resumed.status).toBe(0);
    expect(resumed.err).not.toContain('No journal');
    expect(server.posts().reduce((sum, { parts }) => sum + parts, 0)).toBe(fileCount + 1 - stored);
    expect(received()).toEqual(expected);
    expect(linesOf(records, 'outputs.jsonl').sort()).toEqual(linesOf(whole, 'outputs.jsonl').sort());
    expect(readdirSync(journal)).toEqual([]);
  });

  it('finds on the server what no journal knows of, and sends it no second time', async () => {
    await run(newPlace('journal'));
    server.requests.length = 0;
    expect(await run(newPlace('journal'), ['--resume'])).toMatchObject({
      status: 0,
      err: expect.stringContaining('No journal of a run to this server'),
    });
    expect(server.posts()).toEqual([]);
  });

  it('ends with 5 when it is stopped, and what was under way counts', async () => {
    const journal = newPlace('journal');
    const stop = new AbortController();
    server.ways.pace = async () => stop.abort();
    const { status, err } = await run(journal, [], stop.signal);
    expect(err).toContain('--resume goes on with it.');
    expect(status).toBe(5);
    const stored = server.instances.size;
    expect(stored).toBeGreaterThan(0);
    expect(linesOf(journal, readdirSync(journal)[0]!)).toHaveLength(stored + 1);
    server.ways.pace = async () => undefined;
    expect(await run(journal, ['--resume'])).toMatchObject({ status: 0 });
    expect(received()).toEqual(expected);
  });

  it('counts what the server refuses as failed, and sends it again when it goes on', async () => {
    const [journal, records] = [newPlace('journal'), newPlace('records')];
    let chosen = '';
    server.ways.refused = (uid) => {
      chosen ||= uid;
      return uid === chosen;
    };
    const { status, err } = await run(journal, ['--records', records]);
    expect(err).toContain('failed, not-stored');
    expect(err).toContain(`${fileCount} de-identified, 0 held, 1 skipped, 1 failed.`);
    expect(status).toBe(4);
    expect(linesOf(records, 'outputs.jsonl')).toHaveLength(fileCount);
    expect(JSON.parse(readFileSync(path.join(records, 'summary.json'), 'utf8'))).toMatchObject({ failed: 1 });
    expect(server.instances.has(chosen)).toBe(false);
    server.ways.refused = () => false;
    expect(await run(journal, ['--resume', '--records', records])).toMatchObject({ status: 0 });
    expect(received()).toEqual(expected);
    expect(linesOf(records, 'outputs.jsonl').sort()).toEqual(linesOf(whole, 'outputs.jsonl').sort());
  });

  it('refuses a folder of the journal that cannot be written before it asks the server anything', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'root may write everywhere');
    const journal = newPlace('journal');
    mkdirSync(journal, { mode: 0o500 });
    expect(await run(journal)).toMatchObject({ status: 1, err: expect.stringContaining('cannot be made or written') });
    expect(server.requests).toEqual([]);
  });

  it('comes to its end, with records, each time that more than a hundred files are refused', async () => {
    const [journal, records] = [newPlace('journal'), newPlace('records')];
    let taken = '';
    server.ways.refused = (uid) => {
      taken ||= uid;
      return uid !== taken;
    };
    const options = ['--records', records];
    for (const more of [options, [...options, '--resume']]) {
      expect(await run(journal, more)).toMatchObject({
        status: 4,
        err: expect.stringContaining(`1 de-identified, 0 held, 1 skipped, ${fileCount} failed.`),
      });
      expect(linesOf(records, 'outputs.jsonl')).toHaveLength(1);
      expect(existsSync(path.join(records, 'summary.json'))).toBe(true);
    }
  });

  it('takes shards, each of which sends its own, and merges their records', async () => {
    const journal = newPlace('journal');
    const folders = [0, 1].map(() => newPlace('records'));
    const ended = await Promise.all(
      folders.map((records, at) => run(journal, ['--shard', `${at}/2`, '--records', records])),
    );
    expect(ended.map(({ status, err }) => (status === 0 ? '' : err))).toEqual(['', '']);
    expect(received()).toEqual(expected);
    const [merged, single] = [newPlace('merged'), newPlace('merged')];
    expect(await runCommand(['merge', ...folders, merged])).toMatchObject({ status: 0 });
    await runCommand(['merge', whole, single]);
    const csv = (folder: string) => readFileSync(path.join(folder, 'outputs.csv'), 'utf8');
    expect(csv(merged)).toBe(csv(single));
  });

  it('refuses what would send in the clear, show a secret, or leave no way to go on', async () => {
    const { port } = new URL(server.url);
    const refused = async (words: string, status: number, out: string, ...more: readonly string[]) => {
      const result = await runCommand(['deidentify', input, out, ...more], { built });
      expect(result.err).toContain(words);
      expect(result.err).not.toMatch(/DOE|hunter2/);
      expect(result.status).toBe(status);
    };
    const key = ['--key', keyFile];
    await refused('A server needs a key', 2, server.url);
    await refused('Use https:', 2, 'http://pacs.example.org/dicom-web', ...key);
    await refused('Use https:', 2, 'http://127.0.0.1.example.org/dicom-web', ...key);
    await refused('user, a password', 2, `http://ada:hunter2@127.0.0.1:${port}/`, ...key);
    await refused('query', 2, `http://127.0.0.1:${port}/studies?token=hunter2`, ...key);
    await refused('query', 2, `http://127.0.0.1:${port}/studies?`, ...key);
    await refused('no names of files', 2, server.url, ...key, '--layout', 'bids');
    await refused('The journal lies inside of IN number 1', 2, server.url, ...key, '--journal', input);
    const records = newPlace('records');
    await refused('inside of the records', 2, server.url, ...key, '--records', records, '--journal', `${records}/j`);
    await refused('inside of the held folder', 2, server.url, ...key, '--held-dir', records, '--journal', records);
    await refused('for an IN or an OUT that is a server', 2, newPlace('out'), ...key, '--sign-in', signInFile);
    await refused('OUT is a folder', 2, 'ftp://127.0.0.1/x', ...key);
    const signIn = newPlace('sign-in.json');
    await refused('sign-in file cannot be opened', 1, server.url, ...key, '--sign-in', signIn);
    for (const text of [
      'hunter2',
      '{"bearer":"hunter2\\n"}',
      '{"bearer":""}',
      '{"user":"a:b","password":"hunter2"}',
      '[]',
    ]) {
      writeFileSync(signIn, text, { mode: 0o600 });
      await refused('holds no sign-in', 1, server.url, ...key, '--sign-in', signIn);
    }
    chmodSync(signIn, 0o640);
    await refused('can be read or written by others', 1, server.url, ...key, '--sign-in', signIn);
    expect(server.requests).toEqual([]);
  });
});
