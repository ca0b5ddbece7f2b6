import { readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { bytesOf, delivery, openToServer, uidOf } from '../../testing/open-to-server.ts';
import { part10 } from '../../testing/part10.ts';
import { sha256, temporaryFolder } from '../../testing/run-command.ts';
import { send, stowServer } from '../../testing/stow-server.ts';
import { stoppedTime } from '../../testing/upload-by-queue.ts';

const server = stowServer();

const open = (options: Parameters<typeof openToServer>[1] = {}) => openToServer(`${server.url}/studies`, options);
const many = (count: number) => Array.from({ length: count }, (_, id) => delivery(id));

describe('an output to a DICOMweb server', () => {
  it('sends each file once, in batches, and notes it when the server has it', async () => {
    const output = open();
    expect(await output.all(many(100))).toBeNull();
    expect(server.posts().map(({ parts }) => parts)).toEqual([40, 40, 20]);
    expect(output.noted).toHaveLength(100);
    for (const { id, sha256: hash, sizeBytes } of output.noted) {
      expect(sha256(server.instances.get(uidOf(id))!)).toBe(hash);
      expect(sizeBytes).toBe(bytesOf(id).length);
    }
  });

  it('sends nothing of what the server has already, byte for byte, and says what it has otherwise', async () => {
    for (let id = 0; id < 30; id++) server.instances.set(uidOf(id), Buffer.from(bytesOf(id)));
    server.instances.set(uidOf(7), Buffer.from(part10({ uid: uidOf(7), dataset: 'something else' })));
    const output = open();
    expect(await output.all(many(40))).toBeNull();
    expect(server.posts().map(({ parts }) => parts)).toEqual([11]);
    expect(output.noted).toHaveLength(39);
    expect(output.refused).toEqual([[7, expect.stringContaining('other content')]]);
  });

  it('goes on without the files that the server refuses', async () => {
    server.ways.refused = (uid) => uid === uidOf(3);
    const output = open();
    expect(await output.all(many(5))).toBeNull();
    expect(output.noted.map(({ id }) => id)).toEqual([0, 1, 2, 4]);
    expect(output.refused).toEqual([[3, expect.stringContaining('C000')]]);
  });

  it('leaves a server alone that has refused the first hundred files', async () => {
    server.ways.refused = () => true;
    const output = open();
    expect(await output.all(many(400))).toMatchObject({ message: expect.stringContaining('taken none') });
    expect(server.posts().length).toBeLessThan(7);
  });

  it('goes on where the answer that refuses the hundredth file takes another one', async () => {
    server.ways.refused = (uid) => uid !== uidOf(110);
    const output = open();
    expect(await output.all(many(200))).toBeNull();
    expect(output.refused).toHaveLength(199);
  });

  it('goes on to the end where the server took files before, however many it refuses now', async () => {
    server.ways.refused = () => true;
    const output = open({ storedBefore: 1 });
    expect(await output.all(many(150))).toBeNull();
    expect(output.refused).toHaveLength(150);
  });

  it('says of a file that went away while it was sent what is said of it in a folder', async () => {
    const folder = temporaryFolder();
    vi.stubEnv('TMPDIR', folder);
    server.ways.instead = (request) => {
      if (request.method !== 'POST') return false;
      for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
      request.socket.destroy();
      return true;
    };
    const output = open();
    const large = part10({ uid: uidOf(1), dataset: 'x'.repeat(5_000_000) });
    expect(await output.all([delivery(1, large)])).toBeNull();
    vi.unstubAllEnvs();
    expect(output.codes).toEqual(['changed-on-disk']);
  });

  it('halves what is too large for one request', async () => {
    server.ways.instead = (request, response) => {
      if (request.method !== 'POST' || Number(request.headers['content-length']) < 2000) return false;
      request.resume().on('end', () => send(response, 413));
      return true;
    };
    const output = open();
    expect(await output.all(many(20))).toBeNull();
    expect(server.instances.size).toBe(20);
    expect(Math.max(...server.posts().map(({ parts }) => parts))).toBeLessThan(10);
  });

  it('sends again what a connection took with it that broke in the middle of a body', async () => {
    let breaks = 2;
    server.ways.instead = (request) => {
      if (request.method !== 'POST' || breaks === 0) return false;
      breaks -= 1;
      request.once('data', () => request.socket.destroy());
      return true;
    };
    const output = open();
    expect(await output.all(many(3))).toBeNull();
    expect(server.instances.size).toBe(3);
    expect(output.noted).toHaveLength(3);
  });

  it('stores nothing twice where an answer was lost', async () => {
    let isLost = false;
    server.ways.instead = (request, response) => {
      if (request.method !== 'POST' || isLost) return false;
      isLost = true;
      // The server carries it out, and what it says is cut off.
      response.end = () => {
        response.destroy();
        return response;
      };
      return false;
    };
    const output = open();
    expect(await output.all(many(3))).toBeNull();
    expect(server.instances.size).toBe(3);
    expect(output.noted.map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(output.refused).toEqual([]);
  });

  it('follows no redirect, with or without a sign-in', async () => {
    const elsewhere: string[] = [];
    const other = createServer((request, response) => {
      elsewhere.push(request.headers.authorization ?? '');
      send(response, 200, '{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const target = `http://127.0.0.1:${(other.address() as AddressInfo).port}/studies`;
    server.ways.instead = (request, response) => {
      request.resume().on('end', () => send(response, 307, '', { Location: target }));
      return true;
    };
    const output = open({ signIn: () => ({ kind: 'bearer', token: 'secret' }) });
    expect(await output.all(many(2))).toMatchObject({ message: expect.stringContaining('another address') });
    other.close();
    expect(elsewhere).toEqual([]);
    expect(output.noted).toEqual([]);
  });

  it.each([
    [401, 'sign-in'],
    [403, '403'],
    [404, '404'],
    [507, 'no room'],
  ])('ends the run at %d, which no further request mends', async (status, words) => {
    server.ways.instead = (request, response) => {
      request.resume().on('end', () => send(response, status));
      return true;
    };
    const output = open({ signIn: () => ({ kind: 'basic', user: 'a', password: 'b' }) });
    const ended = await output.all(many(400));
    expect(ended).toMatchObject({ kind: 'not-writable', message: expect.stringContaining(words) });
    expect((ended as { message: string }).message).toContain('--resume');
    expect(output.noted).toEqual([]);
    expect(output.refused).toEqual([]);
  });

  it('reads a renewed sign-in when the old one ends, and loses no file by it', async () => {
    let [valid, inFile] = ['Bearer one', 'one'];
    server.ways.instead = (request, response) => {
      if (request.headers.authorization === valid) return false;
      request.resume().on('end', () => send(response, 401));
      return true;
    };
    const output = open({ signIn: () => ({ kind: 'bearer', token: inFile }) });
    for (const one of many(50)) await output.write(one);
    await expect.poll(() => output.noted.length).toBe(40);
    [valid, inFile] = ['Bearer two', 'two'];
    for (let id = 50; id < 120; id++) expect(await output.write(delivery(id))).toEqual({ kind: 'written' });
    expect(await output.close()).toBeNull();
    expect(output.noted).toHaveLength(120);
    expect(new Set(server.requests.map(({ signIn }) => signIn))).toEqual(new Set(['Bearer one', 'Bearer two']));
  });

  it('waits half an hour for a server that was there, and then ends the run', async () => {
    const clock = stoppedTime();
    const output = open({ surroundings: clock });
    for (const one of many(41)) await output.write(one);
    await expect.poll(() => output.noted.length).toBe(40);
    server.ways.instead = (request) => {
      request.socket.destroy();
      return true;
    };
    expect(await output.close()).toMatchObject({ message: expect.stringContaining('did not answer') });
    expect(clock.now()).toBeGreaterThanOrEqual(30 * 60_000);
    expect(clock.now()).toBeLessThan(35 * 60_000);
    expect(output.noted).toHaveLength(40);
  });

  it('gives a server that never answered a few tries', async () => {
    const clock = stoppedTime();
    const output = openToServer('http://127.0.0.1:9/studies', { surroundings: clock });
    const ended = await output.all(many(2));
    expect(ended).toMatchObject({ kind: 'not-writable', message: expect.stringContaining('Check the address of OUT') });
    expect(clock.now()).toBeLessThan(60_000);
  });

  it('asks a slow server no more than two things at once', async () => {
    let [underWay, most] = [0, 0];
    server.ways.pace = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await wait(30);
      underWay -= 1;
    };
    const output = open();
    expect(await output.all(many(200))).toBeNull();
    expect(most).toBe(2);
    expect(output.noted).toHaveLength(200);
  });

  it('finishes what is under way when it is stopped, and sends nothing more', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.ways.pace = () => released;
    const output = open();
    for (const one of many(81)) await output.write(one);
    await expect.poll(() => server.posts().length).toBe(2);
    const stopping = output.abort();
    expect(output.noted).toEqual([]);
    release();
    await stopping;
    // One file of the 81 was waiting for company.
    expect(output.noted).toHaveLength(80);
    expect(server.instances.size).toBe(80);
    expect(output.refused).toEqual([]);
  });

  it.each([
    ['a list of a series', /instances\?/, 0],
    ['an instance, which it has stored', /instances\/\d/, 3],
  ])('does not wait, when it is stopped, for a server that says nothing of %s', async (_, asked, sent) => {
    let isAsked = false;
    server.ways.instead = (request, response) => {
      if (asked.test(request.url ?? '')) {
        isAsked = true;
        return true;
      }
      if (request.method !== 'GET') return false;
      send(response, 501);
      return true;
    };
    const output = open();
    for (const one of many(3)) await output.write(one);
    const ended = output.close();
    await expect.poll(() => isAsked).toBe(true);
    await output.abort();
    await ended;
    expect(server.instances.size).toBe(sent);
    // The next turn finds them on the server.
    expect(output.noted).toEqual([]);
    expect(output.refused).toEqual([]);
  });
});
