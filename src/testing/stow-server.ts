import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeEach } from 'vitest';
import { bodyOf, loopbackServer } from './loopback-server.ts';

/** Answers a request in the server's stead. @returns false to let the server answer */
type Instead = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What requests meet. `pace` is waited for before a POST is carried out; one with a file that `breaks` is answered with 500. */
type Ways = {
  instead: Instead;
  refused: (uid: string) => boolean;
  breaks: (uid: string) => boolean;
  pace: () => Promise<unknown>;
};

/**
 * A small DICOMweb server on the loopback interface, empty before each test of the file: STOW-RS, QIDO-RS of a series, WADO-RS of an
 * instance. It keeps what it has.
 */
export function stowServer() {
  const instances = new Map<string, Buffer>();
  const requests: { readonly method: string; readonly signIn: string; readonly parts: number }[] = [];
  const usual: Ways = { instead: () => false, refused: () => false, breaks: () => false, pace: async () => undefined };
  const ways: Ways = { ...usual };

  const server = loopbackServer((request, response) => {
    if (ways.instead(request, response)) return;
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const parts = request.method === 'POST' ? partsOf(request.headers['content-type'] ?? '', body) : [];
    const { method = '', headers } = request;
    requests.push({ method, signIn: headers.authorization ?? '', parts: parts.length });
    if (method === 'POST') {
      await ways.pace();
      if (parts.some((part) => ways.breaks(uidOf(part)))) send(response, 500);
      else send(response, 200, JSON.stringify(store(parts)));
      return;
    }
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
    const found = /\/instances\/([\d.]+)$/.exec(pathname);
    if (found !== null) {
      sendInstance(response, instances.get(found[1]!));
      return;
    }
    const uids = [...instances.keys()].slice(Number(searchParams.get('offset')));
    const item = (uid: string) => ({
      '0020000E': { vr: 'UI', Value: ['1.2.3.2'] },
      '00080018': { vr: 'UI', Value: [uid] },
    });
    send(response, 200, JSON.stringify(uids.map(item)));
  }

  function store(parts: readonly Buffer[]) {
    const lists: Record<string, { Value: object[] }> = {};
    for (const part of parts) {
      const uid = uidOf(part);
      const isRefused = ways.refused(uid);
      const name = isRefused ? '00081198' : '00081199';
      if (!isRefused && !instances.has(uid)) instances.set(uid, part);
      lists[name] ??= { Value: [] };
      lists[name].Value.push({ '00081155': { Value: [uid] }, '00081197': { Value: [0xc000] } });
    }
    return lists;
  }

  beforeEach(() => {
    instances.clear();
    requests.length = 0;
    Object.assign(ways, usual);
  });
  return {
    get url() {
      return `${server.origin()}/dicom-web`;
    },
    /** Files by SOP Instance UID, as they came. */
    instances,
    /** Those that the server itself answered. */
    requests,
    posts: () => requests.filter(({ method }) => method === 'POST'),
    /** What the next requests meet. */
    ways,
    stop: server.stop,
  };
}

export function send(response: ServerResponse, status: number, text = '', headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/dicom+json', ...headers }).end(text);
}

function sendInstance(response: ServerResponse, bytes: Buffer | undefined): void {
  if (bytes === undefined) {
    send(response, 404);
    return;
  }
  response.writeHead(200, { 'Content-Type': 'multipart/related; type="application/dicom"; boundary=x' });
  response.write('--x\r\nContent-Type: application/dicom\r\n\r\n');
  response.write(bytes);
  response.end('\r\n--x--\r\n');
}

function partsOf(contentType: string, body: Buffer): readonly Buffer[] {
  const boundary = Buffer.from(`--${/boundary=(\S+)$/.exec(contentType)?.[1]}`);
  const parts: Buffer[] = [];
  for (let at = body.indexOf(boundary); ; ) {
    const start = body.indexOf('\r\n\r\n', at) + 4;
    const next = body.indexOf(boundary, start);
    if (next < 0 || start < 4) return parts;
    parts.push(body.subarray(start, next - 2));
    at = next;
  }
}

/** Media Storage SOP Instance UID (0002,0003), in File Meta Information. */
function uidOf(bytes: Buffer): string {
  const at = bytes.indexOf(Buffer.from([2, 0, 3, 0, 0x55, 0x49]), 132);
  return bytes.toString('latin1', at + 8, at + 8 + bytes.readUInt16LE(at + 6)).replace(/\0$/, '');
}
