import { beforeEach, expect, it } from 'vitest';
import { collect } from '../../testing/collect.ts';
import { sha256 } from '../../testing/run-command.ts';
import { refuse, s3Server } from '../../testing/s3-server.ts';
import { listStore, listStoreLines } from './list-store.ts';
import { filesOfStore } from './store-files.ts';

const store = s3Server({ pageSize: 1 });
const address = { bucket: 'out', key: 'run' };
const bytes = Buffer.alloc(300_000, 'output');
const row = { path: 'N-1/a.dcm', sizeBytes: bytes.length, crc32: '', sha256: sha256(bytes), uids: null };
const look = () => filesOfStore(address, new AbortController().signal).look(row);

beforeEach(() => {
  store.put('/out/run/N-1/a.dcm', bytes);
});

it('reads an object again whose connection broke, and says nothing of it', async () => {
  let broken = 0;
  store.ways.instead = (_, response) => {
    if (++broken > 1) return false;
    response.writeHead(200, { 'Content-Length': bytes.length }).write(bytes.subarray(0, 9), () => response.destroy());
    return true;
  };
  expect(await look()).toBe('as-put-out');
  expect(broken).toBe(2);
});

it('does not read what never ends', async () => {
  store.ways.instead = (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(bytes), 1);
    response.on('close', () => clearInterval(timer));
    return true;
  };
  expect(await look()).toBe('changed');
});

it('waits no more for a store that is away when the command is stopped', async () => {
  const stop = new AbortController();
  store.put('/out/run/N-1/b.dcm', bytes);
  store.ways.instead = (_, response) => {
    if (!store.requests.at(-1)!.query.has('continuation-token')) return false;
    stop.abort();
    refuse(response, 503, 'SlowDown');
    return true;
  };
  const startMs = performance.now();
  const names: string[] = [];
  for await (const item of listStore({ bucket: 'out', key: 'run/' }, 'IN', null, stop.signal)) names.push(item.path);
  await expect(filesOfStore(address, stop.signal).look(row)).rejects.toThrow('Stopped.');
  expect(names).toEqual(['run/N-1/a.dcm']);
  expect(performance.now() - startMs).toBeLessThan(20_000);
});

it('fails a line of a manifest below which nothing is, and markers of folders are nothing', async () => {
  store.put('/out/empty/', Buffer.alloc(0));
  const lines = ['s3://out/run/', 's3://out/rum/', 's3://out/empty/'];
  const items = await collect(listStoreLines(lines, null, new AbortController().signal));
  const failed = { kind: 'failed', code: 'unreadable', reason: expect.stringContaining('Nothing lies below') };
  expect(items).toMatchObject([
    { kind: 'file', path: 's3://out/run/N-1/a.dcm' },
    { path: 's3://out/rum', outcome: failed },
    { path: 's3://out/empty', outcome: failed },
  ]);
});
