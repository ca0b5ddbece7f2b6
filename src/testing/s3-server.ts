import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { leaveStore } from '../pipeline/pool/node/store-reading.ts';
import { bodyOf, loopbackServer } from './loopback-server.ts';

export const s3Secret = 'SECRET-OF-THE-STORE';

type Stored = { readonly bytes: Buffer; readonly etag: string; readonly modified: Date };

/**
 * A small store on the loopback interface that speaks S3: objects, parts, lists by page, conditions and ranges. Signatures are checked
 * (AWS Signature Version 4). Requests meet `instead` first, which answers in its stead and says true. The tests of the file find it and
 * its credentials in the environment; it is empty, and nobody knows of it, before each of them.
 */
export function s3Server({ pageSize = 1000 } = {}) {
  const objects = new Map<string, Stored>();
  const uploads = new Map<string, { readonly name: string; readonly parts: Map<number, Buffer> }>();
  const requests: { readonly method: string; readonly path: string; readonly query: URLSearchParams }[] = [];
  const ways = { instead: (_: IncomingMessage, __: ServerResponse): boolean => false };
  let turn = 0;

  const server = loopbackServer((request, response) => {
    void bodyOf(request)
      .then((body) => answer(request, response, body))
      .catch(() => response.destroy());
  });

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const { method = '', headers } = request;
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://localhost');
    const name = decodeURIComponent(pathname);
    requests.push({ method, path: name, query });
    if (ways.instead(request, response)) return;
    if (!isSigned(request, body)) refuse(response, 403, 'SignatureDoesNotMatch');
    else if (method === 'GET' && query.has('list-type')) list(response, name, query);
    else if (method === 'GET' && query.has('uploads')) listUploads(response);
    else if (method === 'POST' && query.has('uploads')) begin(response, name);
    else if (query.has('uploadId')) part(response, method, query, body);
    else if (method === 'PUT') take(response, name, body, headers['if-none-match'] === '*');
    else give(response, method, objects.get(name), headers['if-match'], headers.range);
  }

  function take(response: ServerResponse, name: string, body: Buffer, isNewOnly: boolean): void {
    if (isNewOnly && objects.has(name)) refuse(response, 412, 'PreconditionFailed');
    else response.setHeader('ETag', put(name, body).etag).end();
  }

  function put(name: string, bytes: Buffer): Stored {
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    const stored = { bytes, etag, modified: new Date(1_700_000_000_000) };
    objects.set(name, stored);
    return stored;
  }

  function begin(response: ServerResponse, name: string): void {
    turn += 1;
    uploads.set(`upload-${turn}`, { name, parts: new Map() });
    response.end(xml('InitiateMultipartUploadResult', `<UploadId>upload-${turn}</UploadId>`));
  }

  function part(response: ServerResponse, method: string, query: URLSearchParams, body: Buffer): void {
    const id = query.get('uploadId') ?? '';
    const upload = uploads.get(id);
    if (upload === undefined) {
      refuse(response, 404, 'NoSuchUpload');
      return;
    }
    if (method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), body);
      response.setHeader('ETag', '"part"').end();
      return;
    }
    uploads.delete(id);
    if (method === 'DELETE') {
      response.writeHead(204).end();
      return;
    }
    const parts = [...upload.parts].sort(([one], [other]) => one - other).map(([, bytes]) => bytes);
    const { etag } = put(upload.name, Buffer.concat(parts));
    response.end(xml('CompleteMultipartUploadResult', `<ETag>${etag}</ETag>`));
  }

  function list(response: ServerResponse, bucket: string, query: URLSearchParams): void {
    const below = `${bucket.replace(/\/$/, '')}/`;
    const prefix = `${below}${query.get('prefix') ?? ''}`;
    const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
    const from = Number(query.get('continuation-token') ?? 0);
    const to = from + Math.min(pageSize, Number(query.get('max-keys') ?? pageSize));
    const contents = names.slice(from, to).map((name) => {
      const { bytes, etag, modified } = objects.get(name)!;
      const key = encodeURIComponent(name.slice(below.length)).replaceAll('%20', '+');
      return `<Contents><Key>${key}</Key><Size>${bytes.length}</Size><ETag>${etag}</ETag><LastModified>${modified.toISOString()}</LastModified></Contents>`;
    });
    const isTruncated = to < names.length;
    const next = isTruncated ? `<NextContinuationToken>${to}</NextContinuationToken>` : '';
    const rest = `<EncodingType>url</EncodingType><IsTruncated>${isTruncated}</IsTruncated>${next}`;
    response.end(xml('ListBucketResult', `${rest}${contents.join('')}`));
  }

  function listUploads(response: ServerResponse): void {
    const rows = [...uploads].map(
      ([id, { name }]) => `<Upload><Key>${name.split('/').slice(2).join('/')}</Key><UploadId>${id}</UploadId></Upload>`,
    );
    response.end(xml('ListMultipartUploadsResult', `<IsTruncated>false</IsTruncated>${rows.join('')}`));
  }

  beforeAll(() => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', server.origin());
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'somebody');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', s3Secret);
    vi.stubEnv('AWS_REGION', 'us-east-1');
  });
  beforeEach(() => {
    for (const kept of [objects, uploads]) kept.clear();
    requests.length = 0;
    ways.instead = () => false;
    leaveStore();
  });
  afterAll(() => vi.unstubAllEnvs());
  return {
    get url() {
      return server.origin();
    },
    objects,
    uploads,
    requests,
    ways,
    put,
  };
}

/** Answers as S3 tells an error. */
export function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' }).end(xml('Error', `<Code>${code}</Code>`));
}

function give(
  response: ServerResponse,
  method: string,
  stored: Stored | undefined,
  wanted: string | undefined,
  range: string | undefined,
): void {
  if (stored === undefined || (wanted !== undefined && wanted !== stored.etag)) {
    if (stored === undefined) refuse(response, 404, 'NoSuchKey');
    else refuse(response, 412, 'PreconditionFailed');
    return;
  }
  const { bytes, etag, modified } = stored;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  const cut = first === undefined ? bytes : bytes.subarray(Number(first), Number(last) + 1);
  response.writeHead(first === undefined ? 200 : 206, {
    ETag: etag,
    'Last-Modified': modified.toUTCString(),
    'Content-Length': cut.length,
  });
  response.end(method === 'HEAD' ? undefined : cut);
}

function xml(name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`;
}

/** Whether the secret was used, over all that is signed, the content among it. */
function isSigned({ method, url = '', headers }: IncomingMessage, body: Buffer): boolean {
  const found = /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(headers.authorization ?? '');
  if (found === null) return false;
  const [, scope = '', signed = '', signature] = found;
  const content = String(headers['x-amz-content-sha256']);
  if (content !== 'UNSIGNED-PAYLOAD' && content !== createHash('sha256').update(body).digest('hex')) return false;
  const [path, query = ''] = url.split('?');
  const rows = signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const pairs = query.split('&').map((pair) => (pair === '' || pair.includes('=') ? pair : `${pair}=`));
  const canonical = [method, path, pairs.sort().join('&'), rows.join(''), signed, content].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash].join('\n');
  const hmac = (key: string | Buffer, part: string) => createHmac('sha256', key).update(part).digest();
  const key = scope.split('/').reduce<string | Buffer>((sum, part) => hmac(sum, part), `AWS4${s3Secret}`);
  return hmac(key, text).toString('hex') === signature;
}

/** What `ListObjectsV2` answers: content of a page in XML. */
export function listAnswer(content: string): string {
  return xml('ListBucketResult', content);
}
