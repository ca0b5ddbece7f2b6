import type { Handler, Received, Reply } from './upload-proxy.ts';

/** What servers without a Debian package have got: XNAT, a broker of presigned links with its bucket, tus. */
export type FakeServers = {
  readonly handle: Handler;
  /** Zips that XNAT has filed, by session. */
  readonly sessions: ReadonlyMap<string, Buffer>;
  /** Objects of the bucket, by path. */
  readonly objects: ReadonlyMap<string, Buffer>;
  /** Whole uploads of tus, by the file name in their metadata. */
  readonly uploads: () => ReadonlyMap<string, Buffer>;
};

const csrfToken = 'csrf-1';
const notFound: Reply = { status: 404 };

export function fakeServers(originOf: () => string): FakeServers {
  const prearchive = new Map<string, Buffer>();
  const sessions = new Map<string, Buffer>();
  const objects = new Map<string, Buffer>();
  const uploads: { readonly name: string; readonly sizeBytes: number; bytes: Buffer }[] = [];

  function xnat(method: string, url: URL, body: Buffer): Reply {
    if (url.pathname === '/xnat/data/JSESSION') return { status: 200, body: `ABC;XNAT_CSRF=${csrfToken}` };
    if (method === 'GET') return url.pathname === '/xnat/data/projects/P1' ? { status: 200, body: '{}' } : notFound;
    if (url.searchParams.get('XNAT_CSRF') !== csrfToken) return { status: 403 };
    if (url.pathname === '/xnat/data/services/import') {
      if (url.searchParams.get('PROJECT_ID') !== 'P1') return { status: 400 };
      const label = url.searchParams.get('EXPT_LABEL')!;
      prearchive.set(label, body);
      return { status: 200, body: `/data/prearchive/projects/P1/20261101_101010/${label}\r\n` };
    }
    const label = url.pathname.split('/').at(-1)!;
    const waiting = prearchive.get(label);
    if (url.searchParams.get('action') !== 'commit' || waiting === undefined) return notFound;
    prearchive.delete(label);
    sessions.set(label, waiting);
    return { status: 200, body: `/data/archive/projects/P1/experiments/${label}` };
  }

  function tus(request: Received, url: URL): Reply {
    const headers = JSON.parse(request.headers) as Record<string, string>;
    if (request.method === 'POST') {
      const length = headers['upload-length'];
      if (length === undefined) return { status: 400 };
      const [, name = ''] = /filename (\S+?)(?:,|$)/.exec(headers['upload-metadata'] ?? '') ?? [];
      uploads.push({
        name: Buffer.from(name, 'base64').toString(),
        sizeBytes: Number(length),
        bytes: Buffer.alloc(0),
      });
      return { status: 201, headers: { Location: `/tus/${uploads.length - 1}` } };
    }
    const upload = uploads[Number(url.pathname.split('/').at(-1))];
    if (upload === undefined) return notFound;
    if (request.method === 'PATCH') {
      if (Number(headers['upload-offset']) !== upload.bytes.length) return { status: 409 };
      upload.bytes = Buffer.concat([upload.bytes, request.body]);
    }
    const state = { 'Upload-Offset': `${upload.bytes.length}`, 'Upload-Length': `${upload.sizeBytes}` };
    return { status: request.method === 'PATCH' ? 204 : 200, headers: { 'Tus-Resumable': '1.0.0', ...state } };
  }

  function handle(request: Received): Reply {
    const url = new URL(request.url, originOf());
    if (url.pathname.startsWith('/xnat/')) return xnat(request.method, url, request.body);
    if (url.pathname.startsWith('/tus')) return tus(request, url);
    if (url.pathname === '/links') {
      const { outputPath } = JSON.parse(request.body.toString()) as { readonly outputPath: string };
      return { status: 200, body: JSON.stringify({ url: `${originOf()}/bucket/${outputPath}?signature=1` }) };
    }
    if (!url.pathname.startsWith('/bucket/') || request.method !== 'PUT') return notFound;
    objects.set(url.pathname.slice('/bucket/'.length), request.body);
    return { status: 200 };
  }

  const whole = () => uploads.filter(({ bytes, sizeBytes }) => bytes.length === sizeBytes);
  return { handle, sessions, objects, uploads: () => new Map(whole().map(({ name, bytes }) => [name, bytes])) };
}
