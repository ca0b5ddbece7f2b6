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

const server = stowServer();
const root = temporaryFolder();
const [keyFile, input, signIn] = ['key.json', 'DOE', 'sign-in.json'].map((name) => path.join(root, name)) as [
  string,
  string,
  string,
];
const newPlace = (name: string) => path.join(mkdtempSync(path.join(root, 'place-')), name);
/** Of the slice at this place. */
const uidOf = (at: number) => `1.2.3.4.${at + 1}`;
const study = () => `${server.url}/studies/1.2.3.1`;
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
    expect(files).toContain('"input":"1.2.3.1/1.2.3.2/1.2.3.4.1"');
    expect(`${err}${log}${files}`).not.toContain(token);
  });

  it('is a line of a manifest, and so is a series; files are called as they are there', async () => {
    fill();
    const file = newPlace('list.txt');
    writeFileSync(file, `${study()}/series/1.2.3.2\n${study()}/\n`);
    const manifest = await readManifest(file, Readable.from([]));
    const items = await collect(sourceFromPaths([], null, manifest).list(signal));
    const below = slices.map((_, n) => uidOf(n));
    expect(items.map(({ path: name }) => name)).toEqual([
      ...below.map((uid) => `${study()}/series/1.2.3.2/${uid}`),
      ...below.map((uid) => `${study()}/1.2.3.2/${uid}`),
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

  it('fails an object that is another one than was asked for, or of another study, and says so', async () => {
    fill();
    server.instances.set(uidOf(1), slices[0]!);
    const { status, out: log } = await run(study(), newPlace('out'));
    expect(status).toBe(4);
    const failures = log.toString().match(/"outcome":"failed".*/g);
    expect(failures).toEqual([
      expect.stringMatching(/^.*"code":"unreadable","reason":"The server gave another object/),
    ]);
    const other = await run(study().replace('1.2.3.1', '1.2.3.7'), newPlace('out'));
    expect(other.err).toContain('0 de-identified, 0 held, 0 skipped, 3 failed.');
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

  it('is refused where a limit of memory has no room for what is read, and nothing is asked', async () => {
    const { status, err } = await run(study(), newPlace('out'), '--max-memory', '535');
    expect([status, err]).toEqual([2, expect.stringContaining('536 MB')]);
    expect(server.requests).toEqual([]);
  });

  it('has no sign-in that another server is told as well', async () => {
    const { status, err } = await run(study(), 'https://other.example.org/dicom-web', '--sign-in', signIn);
    expect([status, err]).toEqual([2, expect.stringContaining('would be told to all of them')]);
    expect(server.requests).toEqual([]);
  });

  it('ends the run where the sign-in is not taken', async () => {
    server.ways.instead = (_, response) => {
      send(response, 401);
      return true;
    };
    const { status, err } = await run(study(), newPlace('out'));
    expect([status, err]).toEqual([1, expect.stringContaining('(401)')]);
  });
});
