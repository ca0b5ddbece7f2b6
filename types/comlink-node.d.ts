/** The adapter's own declarations lie beside it under a name that TypeScript does not look for. */
declare module 'comlink/dist/esm/node-adapter.mjs' {
  import type { MessagePort, Worker } from 'node:worker_threads';
  import type { Endpoint } from 'comlink';

  // biome-ignore lint/style/noDefaultExport: that is how Comlink exports it.
  export default function nodeEndpoint(thread: Worker | MessagePort): Endpoint;
}
