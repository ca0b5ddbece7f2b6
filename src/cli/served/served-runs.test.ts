import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../testing/build-for-node.ts';
import { collect } from '../../testing/collect.ts';
import { ctSlice } from '../../testing/ct-slice.ts';
import { filesBelow, runCommand, temporaryFolder } from '../../testing/run-command.ts';
import { send, stowServer } from '../../testing/stow-server.ts';
import { sourceFromPaths } from '../input/list-paths.ts';
import { readManifest } from '../input/manifest.ts';
import { listServed } from './list-served.ts';
import { servedInput } from './served-address.ts';
import { readInstance } from './served-requests.ts';

const server = stowServer();
const root = temporaryFolder();
const [keyFile, input, signIn] = ['key.json', 'DOE', 'sign-in.json'].map((name) => path.join(root, name)) as [
  string,
  string,
  string,
];
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);
const uidOf = (instance: number) => `1.2.3.4.${instance}`;
const study = () => `${server.url}/studies/1.2.840.99`;
const signal = new AbortController().signal;
const token = 'SECRET-TOKEN';
let built = '';
// The last one is read in pieces, by who writes it.
const slices = [{ instance: 1 }, { instance: 2 }, { instance: 3, pixelBytes: 9_000_000 }].map((slice) =>
  Buffer.from(ctSlice(slice)),
);
const run = (...parameters: readonly string[]) =>
  runCommand(['deidentify', ...parameters, '--key', keyFile, '--log', 'json'], { built });

beforeAll(async () => {
  built = await buildForNode(['deidentify-node.worker']);
  mkdirSync(input);
  for (const [n, slice] of slices.entries()) writeFileSync(path.join(input, `${n}.dcm`), slice);
  writeFileSync(signIn, JSON.stringify({ bearer: token }), { mode: 0o600 });
  await runCommand(['key', 'new', keyFile]);
});

function fill(): void {
  for (const [n, slice] of slices.entries()) server.instances.set(uidOf(n), slice);
}

const listed = (url: string) =>
  collect(listServed(servedInput(url, 'IN number 1'), 'IN number 1', 'study', { signInFile: '', shard: null, signal }));

/** The server answers each request with this. */
function answer(body: string | Buffer, headers: Record<string, string> = {}, status = 200): void {
  server.ways.instead = (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/dicom+json', ...headers }).end(body);
    return true;
  };
}

describe('a study of a server', () => {
  it('gives the bytes that a folder gives, and signs in without telling', async () => {
    const folder = newPlace('out');
    expect((await run(input, folder)).status).toBe(0);
    const expected = [...filesBelow(folder)].sort();
    fill();
    const [out, records] = [newPlace('out'), newPlace('records')];
    const { status, err, out: log } = await run(study(), out, '--sign-in', signIn, '--records', records);
    expect(err).toContain('3 de-identified, 0 held, 0 skipped, 0 failed.');
    expect(status).toBe(0);
    expect([...filesBelow(out)].sort()).toEqual(expected);
    expect(new Set(server.requests.map((request) => request.signIn))).toEqual(new Set([`Bearer ${token}`]));
    const files = readFileSync(path.join(records, 'files.jsonl'), 'utf8');
    expect(files).toContain('"input":"1.2.840.99/1.2.3/1.2.3.4.0"');
    expect(`${err}${log}${files}`).not.toContain(token);
  });

  it('is a line of a manifest, and so is a series; files are called as they are there', async () => {
    fill();
    const file = newPlace('list.txt');
    writeFileSync(file, `${study()}/series/1.2.3\n${study()}/\n`);
    const manifest = await readManifest(file, Readable.from([]));
    const items = await collect(sourceFromPaths([], null, manifest).list(signal));
    const below = slices.map((_, n) => uidOf(n));
    expect(items.map(({ path: name }) => name)).toEqual([
      ...below.map((uid) => `${study()}/series/1.2.3/${uid}`),
      ...below.map((uid) => `${study()}/1.2.3/${uid}`),
    ]);
    expect(items.every(({ kind }) => kind === 'file')).toBe(true);
  });

  it('fails what is another one when it is read again', async () => {
    fill();
    const reads = new Map<string, number>();
    server.ways.instead = ({ url = '' }, response) => {
      const count = (reads.get(url) ?? 0) + 1;
      reads.set(url, count);
      if (!url.endsWith(uidOf(1)) || count === 1) return false;
      response.writeHead(200, { 'Content-Type': 'application/dicom' }).end(slices[0]);
      return true;
    };
    const out = newPlace('out');
    const { status, out: log } = await run(study(), out);
    expect(status).toBe(4);
    expect(filesBelow(out).size).toBe(2);
    expect(log.toString()).toMatch(/"outcome":"failed"/);
  });

  it.each([
    ['with a user', () => study().replace('//', '//jane:doe@'), /has a user, a password, a query/],
    ['with a query', () => `${study()}?token=doe`, /has a user, a password, a query/],
    ['in the clear', () => 'http://pacs.example.org/dicom-web/studies/1.2', /is http: and not on this computer/],
    ['of all studies', () => `${server.url}/studies`, /names no study/],
    ['with dots for a UID', () => `${server.url}/studies/1..2`, /names no study/],
  ])('is refused %s, and nothing is asked', async (_, url, message) => {
    const { status, err } = await run(url(), newPlace('out'));
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
    expect(err).not.toContain('doe');
    expect(server.requests).toEqual([]);
  });

  it('has no sign-in that another server is told as well', async () => {
    const { status, err } = await run(study(), 'https://other.example.org/dicom-web', '--sign-in', signIn);
    expect([status, err]).toEqual([2, expect.stringContaining('would be told to all of them')]);
    expect(server.requests).toEqual([]);
  });

  it('ends the run where the sign-in is not taken', async () => {
    answer('', {}, 401);
    const { status, err } = await run(study(), newPlace('out'));
    expect([status, err]).toEqual([1, expect.stringContaining('(401)')]);
  });
});

describe('a server that is not what it should be', () => {
  it.each([
    ['is no list', '<html>sign in</html>'],
    [
      'names a UID that is none',
      JSON.stringify([{ '0020000E': { Value: ['1.2'] }, '00080018': { Value: ['../../x'] } }]),
    ],
    ['has no series', JSON.stringify([{ '00080018': { Value: ['1.2'] } }])],
  ])('ends the run where its answer %s', async (_, text) => {
    answer(text);
    await expect(listed(study())).rejects.toThrow(/no list of instances/);
  });

  const listOf = (...instances: readonly (readonly [series: string, uid: string])[]) =>
    JSON.stringify(
      instances.map(([ofSeries, uid]) => ({ '0020000E': { Value: [ofSeries] }, '00080018': { Value: [uid] } })),
    );

  it('has two instances of one UID where two series have it', async () => {
    answer(listOf(['1.2.1', '1.2.9'], ['1.2.2', '1.2.9'], ['1.2.2', '1.2.9']));
    const items = await listed(study());
    expect(items.map(({ path: name }) => name)).toEqual(['study/1.2.1/1.2.9', 'study/1.2.2/1.2.9']);
  });

  it('ends the run where it says that the list goes on, and gives nothing further', async () => {
    const warning = { Warning: '299 PACS: "There are 12 additional results that can be requested"' };
    answer(listOf(['1.2.1', '1.2.9']), warning);
    await expect(listed(study())).rejects.toThrow(/a part of its list/);
  });

  it('ends the run where its list has no end', async () => {
    let [count, asked] = [0, 0];
    server.ways.instead = ({ url = '' }, response) => {
      if (!url.includes('/instances?')) {
        send(response, 404);
        return true;
      }
      asked += 1;
      count += 1;
      send(
        response,
        200,
        JSON.stringify([{ '0020000E': { Value: ['1.2'] }, '00080018': { Value: [`1.2.${count}`] } }]),
      );
      return true;
    };
    await expect(listed(study())).rejects.toThrow(/in more than 200 pages/);
    expect(asked).toBe(200);
  });

  const instance = () => `${study()}/series/1.2/instances/1.2.3`;

  it('fails an instance that is too large, and does not wait for its end', async () => {
    let sent = 0;
    server.ways.instead = (_, response) => {
      const piece = Buffer.alloc(4 * 1024 * 1024);
      response.writeHead(200, { 'Content-Type': 'application/dicom' });
      const more = (): void => {
        while (!response.destroyed && sent < 500) {
          sent += 1;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
      return true;
    };
    expect(await listed(instance())).toMatchObject([
      { path: 'study', outcome: { kind: 'failed', reason: expect.stringContaining('more than 256 MB') } },
    ]);
    expect(sent).toBeLessThan(200);
  });

  it('fails an instance where a page comes instead of it, or none', async () => {
    answer('<html>sign in</html>', { 'Content-Type': 'text/html' });
    expect(await listed(instance())).toMatchObject([{ outcome: { kind: 'failed', code: 'unreadable' } }]);
    answer('', {}, 404);
    expect(await listed(instance())).toMatchObject([{ outcome: { kind: 'failed', code: 'unreadable' } }]);
  });

  const read = () =>
    readInstance(
      { url: instance(), signInFile: '' },
      (bytes) => collect(bytes),
      signal,
      async () => undefined,
    );

  it('is not followed to another address', async () => {
    answer('', { Location: `${server.url}/elsewhere` }, 302);
    await expect(read()).rejects.toThrow(/sent the request on to another address/);
    fill();
    server.ways.instead = () => false;
    await expect(
      readInstance({ url: `${instance()}.4.0`, signInFile: '' }, (bytes) => collect(bytes), signal),
    ).resolves.not.toEqual([]);
  });

  it('gives no instance by the part of one', async () => {
    answer('--x\r\nContent-Type: application/dicom\r\n\r\nhalf', {
      'Content-Type': 'multipart/related; type="application/dicom"; boundary=x',
    });
    await expect(read()).rejects.toThrow(/did not come to its end/);
  });
});
