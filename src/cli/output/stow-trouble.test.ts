import { describe, expect, it } from 'vitest';
import { stillSurroundings } from '../../testing/fake-upload.ts';
import { delivery, openToServer, uidOf } from '../../testing/open-to-server.ts';
import { send, stowServer } from '../../testing/stow-server.ts';

const server = stowServer();

const open = (options: Parameters<typeof openToServer>[1] = {}) => openToServer(`${server.url}/studies`, options);
const many = (count: number) => Array.from({ length: count }, (_, id) => delivery(id));

describe('an output to a DICOMweb server that is in trouble', () => {
  it('names the file that the server cannot take, also in the first request, and sends the others of it', async () => {
    server.ways.breaks = (uid) => uid === uidOf(7);
    const output = open();
    expect(await output.all(many(60))).toBeNull();
    expect(output.refused).toEqual([[7, expect.stringContaining('500')]]);
    expect(output.noted).toHaveLength(59);
    expect(server.instances.size).toBe(59);
  });

  it('gives up files, and not the run, after trouble with a server that took some before', async () => {
    server.ways.instead = (request, response) => {
      if (request.method !== 'POST') return false;
      request.resume().on('end', () => send(response, 500));
      return true;
    };
    const output = open({ storedBefore: 1 });
    expect(await output.all(many(3))).toBeNull();
    expect(output.refused).toHaveLength(3);
  });

  it('tries again after trouble, and as late as the server says', async () => {
    const answers = [503, 429, 500];
    server.ways.instead = (request, response) => {
      if (request.method !== 'POST') return false;
      const status = answers.shift();
      if (status === undefined) return false;
      request.resume().on('end', () => send(response, status, '', status === 429 ? { 'Retry-After': '7' } : {}));
      return true;
    };
    const surroundings = stillSurroundings();
    const output = open({ surroundings });
    expect(await output.all(many(3))).toBeNull();
    expect(surroundings.sleptMs).toEqual([1000, 7000, 4000]);
    expect(output.noted).toHaveLength(3);
  });
});
