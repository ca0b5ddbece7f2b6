import { mkdtempSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { OutputPart } from '../../dicom/edit.ts';
import type { Delivery } from '../../pipeline/contracts/destination.ts';
import { pathBytes } from '../../pipeline/pool/node/path-bytes.ts';
import { delivery, openToServer, uidOf } from '../../testing/open-to-server.ts';
import { part10 } from '../../testing/part10.ts';
import { sha256, temporaryFolder } from '../../testing/run-command.ts';
import { send, stowServer } from '../../testing/stow-server.ts';

const server = stowServer();
const root = temporaryFolder();
const open = () => openToServer(`${server.url}/studies`);

/** A file on disk of which these parts go out. */
async function fromDisk(id: number, place: string, parts: readonly OutputPart[]): Promise<Delivery> {
  const blob = await pathBytes(place);
  const sizeBytes = parts.reduce(
    (sum, part) => sum + (part.kind === 'bytes' ? part.bytes.length : part.lengthBytes),
    0,
  );
  return {
    path: `N-1/S/E/${id}.dcm`,
    input: { id, path: 'DOE', content: { kind: 'plain', blob, lastModifiedMs: blob.lastModified } },
    file: { kind: 'produced', id, parts, sizeBytes, crc32: null },
  };
}

describe('a body that is sent', () => {
  it('sends a large file from where it lies, in a request of its own, without holding it', async () => {
    const place = path.join(root, 'large');
    const [head, bodyBytes] = [part10({ uid: uidOf(1), dataset: 'head' }), 300 * 1024 * 1024];
    writeFileSync(place, '');
    truncateSync(place, bodyBytes + 100);
    const parts: OutputPart[] = [
      { kind: 'bytes', bytes: head },
      { kind: 'range', offsetBytes: 100, lengthBytes: bodyBytes },
    ];
    const large = await fromDisk(1, place, parts);
    let [received, most] = [0, 0];
    const before = process.memoryUsage().rss;
    server.ways.instead = (request, response) => {
      if (request.method !== 'POST') return false;
      request.on('data', (piece: Buffer) => {
        received += piece.length;
        most = Math.max(most, process.memoryUsage().rss - before);
      });
      const answer = { '00081199': { Value: [{ '00081155': { Value: [uidOf(1)] } }] } };
      request.on('end', () => send(response, 200, JSON.stringify(answer)));
      return true;
    };
    const output = open();
    expect(await output.all([large])).toBeNull();
    expect(received).toBeGreaterThan(bodyBytes);
    expect(most).toBeLessThan(200 * 1024 * 1024);
    expect(output.noted).toMatchObject([{ id: 1, sizeBytes: head.length + bodyBytes }]);
  });

  it('puts what is large and changed into a temporary file, which goes again', async () => {
    const temporary = mkdtempSync(path.join(root, 'temporary-'));
    vi.stubEnv('TMPDIR', temporary);
    const place = path.join(root, 'blanked');
    const bytes = Buffer.concat([part10({ uid: uidOf(2), dataset: '' }), new Uint8Array(5_000_000).fill(7)]);
    writeFileSync(place, bytes);
    const { length: lengthBytes } = bytes;
    const blanks = { frameBits: 8, frames: 1, fills: [], areBytesSwapped: false };
    const blanked = await fromDisk(2, place, [{ kind: 'blanked', offsetBytes: 0, lengthBytes, blanks }]);
    let seen: readonly string[] = [];
    server.ways.pace = async () => {
      seen = readdirSync(temporary, { recursive: true }).map(String);
    };
    const output = open();
    expect(await output.all([blanked])).toBeNull();
    vi.unstubAllEnvs();
    expect(seen.some((name) => name.endsWith('2.part'))).toBe(true);
    expect(readdirSync(temporary)).toEqual([]);
    expect(sha256(server.instances.get(uidOf(2))!)).toBe(sha256(bytes));
    expect(output.noted).toMatchObject([{ sha256: sha256(bytes) }]);
  });

  it('leaves out a file that is written to while it waits', async () => {
    const place = path.join(root, 'changing');
    const bytes = Buffer.concat([part10({ uid: uidOf(0), dataset: '' }), new Uint8Array(5_000_000)]);
    writeFileSync(place, bytes);
    const changing = await fromDisk(0, place, [{ kind: 'range', offsetBytes: 0, lengthBytes: bytes.length }]);
    const output = open();
    expect(await output.write(changing)).toEqual({ kind: 'written' });
    writeFileSync(place, 'another file');
    await output.write(delivery(1));
    expect(await output.close()).toBeNull();
    expect(output.noted.map(({ id }) => id)).toEqual([1]);
    expect(output.refused).toEqual([[0, expect.stringContaining('changed')]]);
  });
});
