import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import type { Received } from '../support/upload-proxy.ts';
import { createTusServer } from './tus-server.ts';

type Asked = Received & { readonly sent: IncomingHttpHeaders };
type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };
/** What answers the requests that the portal does not answer itself. */
export type Behind = (asked: Asked) => Promise<Answer> | Answer;

/** An answer, and the headers of its question. */
export type Served = {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly type: string;
  readonly body: Buffer;
};

export type ExampleSite = {
  readonly origin: string;
  /** Every request, with its body. */
  readonly received: readonly Received[];
  readonly served: readonly Served[];
  /** The bytes of each upload, by `POST upload` or by tus. */
  readonly uploads: () => readonly Buffer[] | Promise<readonly Buffer[]>;
  readonly stop: () => Promise<void>;
};

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** A portal that hands out a key and takes uploads; all else is asked behind it. */
export async function serveExample(behind: Behind): Promise<ExampleSite> {
  const [received, served]: [Received[], Served[]] = [[], []];
  const tus = createTusServer();

  const answerTo: Behind = (asked) => {
    const { method, url } = asked;
    if (url.startsWith('/files')) {
      const { status, headers = {} } = tus.handle(asked);
      return { ...empty(status), headers };
    }
    if (url === '/upload') return empty(method === 'POST' ? 204 : 405);
    if (url === '/project.key') return { ...empty(200), body: Buffer.alloc(32, 3) };
    return behind(asked);
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const seen = { method, url, headers: JSON.stringify(headers), body: Buffer.concat(chunks) };
    received.push(seen);
    const answer = await answerTo({ ...seen, sent: headers });
    served.push({ url, headers, type: answer.headers['content-type'] ?? '', body: answer.body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  return {
    origin: `http://localhost:${port}`,
    received,
    served,
    uploads: () => [
      ...received.filter(({ url }) => url === '/upload').map(({ body }) => body),
      ...tus.uploads().map(({ bytes }) => bytes),
    ],
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function empty(status: number): Answer {
  return { status, headers: {}, body: Buffer.alloc(0) };
}

/** The files of a folder, under a policy. */
export function filesUnder(folder: string, policy: string): Behind {
  return ({ url }) => {
    const file = path.join(folder, url === '/' ? 'index.html' : new URL(url, 'http://portal').pathname);
    if (!existsSync(file)) return empty(404);
    const type = types[path.extname(file)] ?? 'application/octet-stream';
    const headers = { 'content-security-policy': policy, 'content-type': type };
    return { status: 200, headers, body: readFileSync(file) };
  };
}

/** Another server, with all that it says. */
export function forwardedTo(origin: string): Behind {
  return async ({ method, url, sent, body }) => {
    const kept = Object.entries(sent).filter(([name]) => !hopByHop.has(name));
    const headers = { ...Object.fromEntries(kept), 'accept-encoding': 'identity' } as Record<string, string>;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const answer = await fetch(`${origin}${url}`, {
      method,
      headers,
      ...(hasBody ? { body: new Uint8Array(body) } : {}),
    });
    const given = [...answer.headers].filter(([name]) => !hopByHop.has(name));
    return { status: answer.status, headers: Object.fromEntries(given), body: Buffer.from(await answer.arrayBuffer()) };
  };
}

/** Headers of one connection (RFC 9110 7.6.1), and those that the other connection has its own of. */
const hopByHop = new Set([
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
  'upgrade',
]);
