import type { ImageProblem } from '../contracts/image.protocol.ts';
import type { TextService, TextWorker, TileSearch } from '../contracts/text-search.ts';
import { connectWorker, type WorkerConnection, type WorkerLike } from '../pool/worker-connection.ts';

const mostLosses = 3;

/** Loading the models takes seconds, a frame of a large X-ray ten; what takes longer has most likely run wild. */
const longestMs = 180_000;

/** The worker starts with the first call. */
export function createTextService(createWorker: () => WorkerLike): TextService & TileSearch {
  let connection: WorkerConnection<TextWorker> | null = null;
  const keys = new WeakMap<object, number>();
  let lastKey = 0;
  let losses = 0;
  /** The call that others wait for; null while none is under way. */
  let last: Promise<unknown> | null = null;
  let tiles = 0;
  let isEnding = false;

  const keyOf = (content: object): number => {
    const key = keys.get(content) ?? ++lastKey;
    keys.set(content, key);
    return key;
  };

  /** The worker does one thing at a time. */
  function call<Result>(
    ask: (remote: TextWorker) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result | ImageProblem> {
    // A worker that cannot be started is an error of its own call alone.
    const start = () => callNow(ask, signal);
    const result = last === null ? start() : last.then(start, start);
    last = result;
    const settle = () => {
      if (last === result) last = null;
    };
    void result.then(settle, settle);
    return result;
  }

  function end(): void {
    isEnding = false;
    connection?.terminate();
    connection = null;
    losses = 0;
  }

  async function callNow<Result>(
    ask: (remote: TextWorker) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result | ImageProblem> {
    // Of a series with hundreds of images each would start a worker, and wait for it.
    if (signal.aborted || losses >= mostLosses) return lost;
    if (connection === null || connection.isLost()) connection = connectWorker<TextWorker>(createWorker());
    const current = connection;
    const limit = setTimeout(current.terminate, longestMs);
    signal.addEventListener('abort', current.terminate);
    try {
      const result = await current.orLost(ask(current.remote));
      losses = result === 'lost' && !signal.aborted ? losses + 1 : 0;
      return result === 'lost' ? lost : (result as Result);
    } catch {
      // A throw is a bug, or memory that ran out; a fresh worker is the way out of both.
      current.terminate();
      losses++;
      return lost;
    } finally {
      clearTimeout(limit);
      signal.removeEventListener('abort', current.terminate);
    }
  }

  return {
    look: (request, signal) => call((remote) => remote.look(keyOf(request.content), request), signal),
    project: (content, signal) => call((remote) => remote.project(keyOf(content), content), signal),
    lookAtProjections: (signal) => call((remote) => remote.lookAtProjections(), signal),
    lookAtTile: async (parts, signal) => {
      tiles += 1;
      const keyed = parts.map(({ content }) => keyOf(content));
      try {
        return await call((remote) => remote.lookAtTile(keyed, parts), signal);
      } finally {
        tiles -= 1;
        if (isEnding && tiles === 0) end();
      }
    },
    isBroken: () => losses >= mostLosses,
    end: () => {
      if (tiles === 0) end();
      else isEnding = true;
    },
  };
}

const lost: ImageProblem = { kind: 'problem', code: 'decoder-lost', transferSyntaxUid: '', layout: '' };
