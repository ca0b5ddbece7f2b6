import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** Answers requests on the loopback interface while the tests of a file run. */
export function loopbackServer(answer: RequestListener) {
  const server = createServer(answer);
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(stop);
  return {
    /** `http:` and the port; it has one once a test, or a `beforeAll` behind this one, runs. */
    origin: (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop,
  };
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
