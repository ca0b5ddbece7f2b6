import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import JSZip from 'jszip';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { implementation } from '../../deidentify/new-file-meta.ts';
import { encodeFileMeta } from '../../dicom/file-meta.ts';
import type { ItemStatus } from '../../pipeline/contracts/upload.ts';
import { outputsCsv } from '../../report/outputs-csv.ts';
import { uploadsCsv } from '../../report/uploads-csv.ts';
import { deidentified } from '../../testing/batch-files.ts';
import { part10 } from '../../testing/part10.ts';
import { runCommand, sha256, temporaryFolder } from '../../testing/run-command.ts';
import { send, stowServer } from '../../testing/stow-server.ts';
import { filesOfServer } from './server-files.ts';
import { verify } from './verify.ts';

const server = stowServer();
const root = temporaryFolder();
const at = (name: string) => path.join(root, name);
const receipt = at('outputs.csv');
const uids = ['2.25.1', '2.25.2', '2.25.3'];

/** A file as an output of this program is. */
function output(uid: string): Buffer {
  const meta = encodeFileMeta({
    mediaStorageSopClassUid: '1.2.840.10008.5.1.4.1.1.2',
    mediaStorageSopInstanceUid: uid,
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    ...implementation,
  });
  return Buffer.concat([new Uint8Array(128), Buffer.from('DICM'), meta, Buffer.from(`data set of ${uid}`)]);
}

function rowOf(uid: string) {
  const bytes = output(uid);
  const sums = { sizeBytes: bytes.length, crc32: 1, sha256: sha256(bytes) };
  return { path: `N-1/S/E/I-${uid}.dcm`, ...sums, uids: ['2.25.8', '2.25.9', uid] as const };
}

const check = (...more: readonly string[]) => runCommand(['verify', server.url, receipt, ...more]);

beforeAll(async () => {
  writeFileSync(receipt, [...outputsCsv(uids.map(rowOf))].join(''));
});
beforeEach(() => {
  for (const uid of uids) server.instances.set(uid, output(uid));
});

it('knows what a server has of a run, and asks it for nothing else', async () => {
  const { status, err } = await check();
  expect(err).toContain('3 of 3 files are as they were put out.');
  expect(status).toBe(0);
  expect(server.requests.every(({ method }) => method === 'GET')).toBe(true);
});

it('tells what is missing, changed or beside them in a series', async () => {
  server.instances.delete(uids[0]!);
  server.instances.get(uids[1]!)!.writeUInt8(0, 200);
  server.instances.set('2.25.4711', output('2.25.4711'));
  const { status, err } = await check();
  expect(status).toBe(1);
  expect(err).toContain('missing: N-1/S/E/I-2.25.1.dcm');
  expect(err).toContain('not what was put out: N-1/S/E/I-2.25.2.dcm');
  expect(err).toContain('1 of 3 files are as they were put out. 1 further files are there.');
  expect(err).not.toContain('4711');
});

describe('uploads.csv of the page', () => {
  const ofPage = at('uploads.csv');
  /** The first two were stored, the third was refused, for a reason that looks like other cells. */
  const statuses: readonly ItemStatus[] = [
    { kind: 'stored', note: 'not-compared' },
    { kind: 'already-there' },
    { kind: 'refused', code: 'rejected', reason: 'No.","stored","\r\n"2.25.4711' },
  ];
  const lines = uids.map((sopInstanceUid, id) => ({
    id,
    sopInstanceUid,
    sizeBytes: output(sopInstanceUid).length,
    sha256: sha256(output(sopInstanceUid)),
    status: statuses[id]!,
    settledAt: null,
    attempts: 1,
  }));
  const identity = { ...deidentified(0).identity, studyUidNew: '2.25.8', seriesUidNew: '2.25.9' };
  const files = uids.map((_, id) => ({ id, outcome: { ...deidentified(id), identity } }));
  const text = uploadsCsv(lines, files);
  beforeEach(() => {
    writeFileSync(ofPage, text);
    server.instances.delete(uids[2]!);
  });

  it('says what the server has, alone and in the receipt', async () => {
    const zip = new JSZip().file('outputs.csv', 'no UIDs').file('uploads.csv', text);
    writeFileSync(at('receipt.zip'), await zip.generateAsync({ type: 'nodebuffer' }));
    for (const receipt of [ofPage, at('receipt.zip')]) {
      const { status, err } = await runCommand(['verify', server.url, receipt]);
      expect(err).toContain('1 files of the receipt were not taken by the server when they were sent');
      expect(err).toContain('2 of 2 files are as they were put out.');
      expect(status).toBe(0);
    }
  });

  it('finds what is missing, changed or beside it', async () => {
    server.instances.delete(uids[0]!);
    server.instances.get(uids[1]!)!.writeUInt8(0, 200);
    server.instances.set(uids[2]!, output(uids[2]!));
    const { status, err } = await runCommand(['verify', server.url, ofPage]);
    expect(err).toContain(`missing: ${uids[0]}`);
    expect(err).toContain(`not what was put out: ${uids[1]}`);
    expect(err).toContain('0 of 2 files are as they were put out. 1 further files are there.');
    expect(status).toBe(1);
  });

  it('is refused for a folder, where it is damaged, and for a file whose study it does not name', async () => {
    const refused = async (words: string, ...parameters: readonly string[]) => {
      const { err, status } = await runCommand(['verify', ...parameters]);
      expect(err).toContain(words);
      expect(status).toBe(2);
    };
    await refused('Take the outputs.csv', root, ofPage);
    writeFileSync(ofPage, `${text}"2.25.1"\r\n`);
    await refused('The receipt is damaged', server.url, ofPage);
    writeFileSync(ofPage, uploadsCsv(lines, []));
    await refused('an output without a UID', server.url, ofPage);
  });
});

it('takes new File Meta Information for the same file, and says so, but not another transfer syntax', async () => {
  const [one = '', other = ''] = uids;
  server.instances.set(one, Buffer.from(part10({ uid: one, dataset: `data set of ${one}`, implementation: 'SERVER' })));
  const same = await check();
  expect(same.err).toContain(
    '3 of 3 files are as they were put out. Of 1 of them the server has written the File Meta',
  );
  expect(same.status).toBe(0);
  const transferSyntax = '1.2.840.10008.1.2';
  server.instances.set(other, Buffer.from(part10({ uid: other, dataset: `data set of ${other}`, transferSyntax })));
  const changed = await check();
  expect(changed.err).toContain(`not what was put out: N-1/S/E/I-${other}.dcm`);
  expect(changed.status).toBe(1);
});

it('signs in by a file, and ends with 1 where the server does not take it', async () => {
  writeFileSync(at('sign-in.json'), '{"bearer":"hunter2"}', { mode: 0o600 });
  server.ways.instead = (request, response) => {
    if (request.headers.authorization === 'Bearer hunter2') return false;
    send(response, 401);
    return true;
  };
  expect(await check('--sign-in', at('sign-in.json'))).toMatchObject({ status: 0 });
  const refused = await check();
  expect(refused.err).toContain('(401)');
  expect(refused.err).not.toContain('files are as they were put out');
  expect(refused.status).toBe(1);
});

it('follows no redirect', async () => {
  let asked = 0;
  const other = createServer((_, response) => {
    asked += 1;
    send(response, 200, '[]');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const Location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
  server.ways.instead = (_, response) => {
    send(response, 302, '', { Location });
    return true;
  };
  await expect(verify(quick(), receipt, { say: () => undefined, progress: () => undefined })).rejects.toThrow(
    'sent the request on to another address',
  );
  other.close();
  expect(asked).toBe(0);
});

it('asks again after a fault that may pass, and after an answer that breaks off', async () => {
  let faults = 3;
  server.ways.instead = (request, response) => {
    if (faults === 0 || /instances\?/.test(request.url ?? '')) return false;
    faults -= 1;
    if (faults > 0) send(response, 503);
    else {
      response.writeHead(200, { 'Content-Type': 'multipart/related; boundary=x' });
      response.write('--x\r\n\r\nhalf');
      setTimeout(() => response.destroy(), 5);
    }
    return true;
  };
  const said: string[] = [];
  await verify(quick(), receipt, { say: (text) => void said.push(text), progress: () => undefined });
  expect(said).toEqual(['3 of 3 files are as they were put out.']);
  expect(faults).toBe(0);
});

it('says where a server lists nothing, and does not read what never ends', async () => {
  server.ways.instead = (request, response) => {
    if (/instances\?/.test(request.url ?? '')) {
      send(response, 501);
      return true;
    }
    if (!request.url?.endsWith(uids[2]!)) return false;
    const timer = setInterval(() => response.write(Buffer.alloc(100_000)), 1);
    response.on('close', () => clearInterval(timer));
    return true;
  };
  const { status, err } = await check();
  expect(err).toContain('whether there are others is not known');
  expect(err).toContain('2 of 3 files');
  expect(status).toBe(1);
});

it('refuses what cannot be compared', async () => {
  const refused = async (words: string, ...parameters: readonly string[]) => {
    const { err, status } = await runCommand(['verify', ...parameters]);
    expect(err).toContain(words);
    expect(status).toBe(2);
  };
  const ofPage = at('of-page.csv');
  writeFileSync(ofPage, [...outputsCsv([{ path: 'a.dcm', sizeBytes: 1, crc32: 1 }])].join(''));
  await refused('The receipt has no UIDs', server.url, ofPage);
  const directory = at('directory.csv');
  writeFileSync(directory, [...outputsCsv([{ ...rowOf('2.25.1'), uids: ['', '', ''] }])].join(''));
  await refused('an output without a UID', server.url, directory);
  await refused('Use https:', 'http://pacs.example.org/dicom-web', receipt);
  await refused('--sign-in is for an OUT that is a server', root, receipt, '--sign-in', receipt);
  expect(server.requests).toEqual([]);
});

/** Without waiting between tries. */
function quick() {
  return filesOfServer(`${server.url}/studies`, null, new AbortController().signal, async () => undefined);
}
