import { request as ask, createServer } from 'node:http';

const port = 6399;

/**
 * Stands before a server on this computer and gives its answers on, as it is told: late by `delayMs`, or, by `way`, as `errors` (503), or not
 * at all (`gone`: connections are broken).
 */
export async function startFaultyProxy(url) {
  const state = { url: `http://127.0.0.1:${port}`, delayMs: 0, way: 'open', stop: () => server.close() };
  const server = createServer((request, response) => {
    if (state.way === 'gone') return request.socket.destroy();
    if (state.way === 'errors') return request.resume().on('end', () => response.writeHead(503).end());
    // The name that was asked for is signed, so it goes on as it is.
    const { method, headers } = request;
    const onward = ask(new URL(request.url, url), { method, headers }, (answer) => {
      setTimeout(() => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      }, state.delayMs);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return state;
}
