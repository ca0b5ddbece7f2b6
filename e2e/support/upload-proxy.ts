import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { freePort } from './free-port.ts';

/** What the proxy does with one request that carries files. */
export type Fault =
  | { readonly kind: 'forward' }
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Reads a little and cuts the connection. */
  | { readonly kind: 'reset' }
  /** Forwards, and cuts the connection instead of answering. */
  | { readonly kind: 'forward-and-reset' }
  /** Forwards after a while. */
  | { readonly kind: 'slow'; readonly ms: number };

export type Received = {
  readonly method: string;
  readonly url: string;
  readonly headers: string;
  readonly body: Buffer;
};

export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A server made of a function, for what no Debian package serves. */
export type Handler = (request: Received) => Reply;

/** Stands before a server as the proxy of docs/hosting.md does: it adds CORS. Keeps every byte that it was sent. */
export type UploadProxy = {
  readonly origin: string;
  /** Those that were to bring something: neither the browser's questions before requests (CORS) nor looks at what is there. */
  readonly received: () => readonly Received[];
  /** Those too. */
  readonly everything: () => readonly Received[];
  /** What becomes of the requests from now on, in order; after the last, all are forwarded. */
  readonly script: (faults: readonly Fault[]) => void;
  readonly allowOrigin: (isAllowed: boolean) => void;
  /** Who is let in: by the header Authorization, null where there is none. Others are answered 401. */
  readonly letIn: (isLetIn: (authorization: string | null, request: Received) => boolean) => void;
  readonly stop: () => Promise<void>;
};

export async function startUploadProxy(target: string | Handler): Promise<UploadProxy> {
  const received: Received[] = [];
  let faults: Fault[] = [];
  let isOpen = true;
  let isLetIn: Parameters<UploadProxy['letIn']>[0] = () => true;
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isOpen) allow(request, response);
    if (request.method === 'OPTIONS') {
      keep(request, Buffer.alloc(0));
      response.writeHead(isOpen ? 204 : 401).end();
      return;
    }
    const fault: Fault = request.method === 'GET' ? { kind: 'forward' } : (faults.shift() ?? { kind: 'forward' });
    if (fault.kind === 'reset') cutSoon(request);
    else await answer(request, response, fault);
  }

  function cutSoon(request: IncomingMessage): void {
    const cut = (chunk: Buffer) => {
      keep(request, chunk);
      request.socket.resetAndDestroy();
    };
    request.once('data', cut);
    if (Number(request.headers['content-length'] ?? 0) === 0) cut(Buffer.alloc(0));
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    fault: Exclude<Fault, { kind: 'reset' }>,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const kept = keep(request, body);
    if (!isLetIn(request.headers.authorization ?? null, kept)) {
      response.writeHead(401).end();
      return;
    }
    if (fault.kind === 'answer') {
      response.writeHead(fault.status, fault.headers).end();
      return;
    }
    if (fault.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const isCut = fault.kind === 'forward-and-reset';
    if (typeof target === 'string') return forward(target, request, body, response, isCut);
    const reply = target(kept);
    if (isCut) response.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
  }

  function keep({ method = '', url = '', headers }: IncomingMessage, body: Buffer): Received {
    const request = { method, url, headers: JSON.stringify(headers), body };
    received.push(request);
    return request;
  }

  function forward(
    server: string,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    isCut: boolean,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const { host: _, origin: __, ...headers } = request.headers;
      const onward = ask(`${server}${request.url}`, { method: request.method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          if (isCut) response.destroy();
          else {
            for (const name of ['content-type', 'content-encoding']) {
              const value = answer.headers[name];
              if (value !== undefined) response.setHeader(name, value);
            }
            response.writeHead(answer.statusCode ?? 502);
            response.end(Buffer.concat(chunks));
          }
          resolve();
        });
      });
      onward.on('error', reject);
      onward.end(body);
    });
  }

  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    received: () => received.filter(({ method }) => method !== 'OPTIONS' && method !== 'GET'),
    everything: () => received,
    script: (next) => {
      faults = [...next];
    },
    allowOrigin: (isAllowed) => {
      isOpen = isAllowed;
    },
    letIn: (next) => {
      isLetIn = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function allow(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Allow-Headers', `authorization, content-type, accept, x-api-key, ${tusHeaders}`);
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, HEAD');
  response.setHeader('Access-Control-Expose-Headers', `retry-after, etag, location, ${tusHeaders}`);
}

const tusHeaders = 'tus-resumable, upload-length, upload-offset, upload-metadata';
