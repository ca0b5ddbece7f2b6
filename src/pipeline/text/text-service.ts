import type { ImageProblem } from '../contracts/image.protocol.ts';
import type { InputContent } from '../contracts/input-file.ts';
import type { Look, LookRequest, Projecting, ProjectionLook, TextWorker } from '../contracts/text-search.ts';
import { connectWorker, type WorkerConnection, type WorkerLike } from '../pool/worker-connection.ts';

/**
 * Looks for text in a worker of its own, which starts with the first call and is ended when nothing is left to look at: its
 * memory is never given back otherwise. An aborted call gives a problem. A worker that is lost, `decoder-lost`, takes its
 * projections with it, and the next call starts another.
 */
export type TextService = {
  readonly look: (request: LookRequest, signal: AbortSignal) => Promise<Look | ImageProblem>;
  readonly project: (content: InputContent, signal: AbortSignal) => Promise<Projecting | ImageProblem>;
  readonly lookAtProjections: (signal: AbortSignal) => Promise<ProjectionLook | ImageProblem>;
  /** True when the worker was lost several times in a row: it does not run here. */
  readonly isBroken: () => boolean;
  /** Ends the worker; the next call starts another. */
  readonly end: () => void;
};

const mostLosses = 3;

/** Loading the models takes seconds, a frame of a large X-ray ten; what takes longer has most likely run wild. */
const longestMs = 180_000;

export function createTextService(createWorker: () => WorkerLike): TextService {
  let connection: WorkerConnection<TextWorker> | null = null;
  const keys = new WeakMap<object, number>();
  let lastKey = 0;
  let losses = 0;

  const keyOf = (content: object): number => {
    const key = keys.get(content) ?? ++lastKey;
    keys.set(content, key);
    return key;
  };

  async function call<Result>(
    ask: (remote: TextWorker) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result | ImageProblem> {
    if (signal.aborted) return lost;
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
    isBroken: () => losses >= mostLosses,
    end: () => {
      connection?.terminate();
      connection = null;
    },
  };
}

const lost: ImageProblem = { kind: 'problem', code: 'decoder-lost', transferSyntaxUid: '', layout: '' };
