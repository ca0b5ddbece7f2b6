import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { freePort } from './free-port.ts';

/** A host of static files, which has an interface of its own under `/api/` beside them. */
export type StaticHost = {
  readonly origin: string;
  /** Every request since the last `forget`, as `GET /api/files?page=2`. */
  readonly received: () => readonly string[];
  readonly forget: () => void;
  readonly stop: () => Promise<void>;
};

type Options = {
  /** Headers of a path, as it was asked for. */
  readonly headersOf: (path: string) => ReadonlyMap<string, string>;
  /** Takes the policy out of the pages too. */
  readonly withoutPolicy?: boolean;
  /** Redirects `/index.html` to `/` and `/embed.html` to `/embed`, as Cloudflare Pages does. */
  readonly shortAddresses?: boolean;
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export async function startStaticHost(folder: string, options: Options): Promise<StaticHost> {
  let received: string[] = [];

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url = '' } = request;
    const { pathname } = new URL(url, 'http://host');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Methods', '*');
    if (method !== 'OPTIONS') received.push(`${method} ${url}`);
    const isForFiles = !pathname.startsWith('/api/') && method === 'GET';
    if (isForFiles) sendFile(pathname, request, response);
    else response.writeHead(200, { 'Content-Type': 'text/html' }).end(`${method} ${url}`);
  }

  function sendFile(pathname: string, request: IncomingMessage, response: ServerResponse): void {
    const short = pathname.replace(/(?:index)?\.html$/, '');
    if (options.shortAddresses === true && pathname.endsWith('.html')) {
      response.writeHead(308, { Location: short }).end();
      return;
    }
    for (const [name, value] of options.headersOf(pathname)) response.setHeader(name, value);
    const file = fileAt(pathname);
    if (file === null) {
      const page = path.join(folder, '404.html');
      response
        .writeHead(404, { 'Content-Type': types['.html'] })
        .end(existsSync(page) ? readFileSync(page) : 'Nothing is here.');
      return;
    }
    const body = contentOf(file);
    response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (from === undefined) response.writeHead(200).end(body);
    else response.writeHead(206).end(body.subarray(Number(from), Number(to) + 1));
  }

  function fileAt(pathname: string): string | null {
    const candidates = [pathname.endsWith('/') ? `${pathname}index.html` : pathname];
    if (options.shortAddresses === true) candidates.push(`${pathname}.html`);
    const files = candidates.map((one) => path.join(folder, one));
    return files.find((file) => existsSync(file) && statSync(file).isFile()) ?? null;
  }

  function contentOf(file: string): Buffer {
    const bytes = readFileSync(file);
    if (options.withoutPolicy !== true || !file.endsWith('.html')) return bytes;
    return Buffer.from(bytes.toString().replace(/<meta[^>]*Content-Security-Policy[^>]*>/i, ''));
  }

  const port = await freePort();
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    received: () => received,
    forget: () => {
      received = [];
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
