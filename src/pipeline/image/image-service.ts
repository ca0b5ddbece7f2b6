import type {
  FrameRequest,
  ImageProblem,
  ImageWorker,
  ShownFrame,
  Thumbnail,
  ThumbnailRequest,
  Tile,
  TileRequest,
} from '../contracts/image.protocol.ts';
import { connectWorker, type WorkerConnection, type WorkerLike } from '../pool/worker-connection.ts';

/** Ends a request: it is not begun any more, and its result is not given. */
export type Cancel = () => void;

/**
 * Pictures from a worker of their own, which starts with the first request. One request is under way at a time; a frame to
 * show goes before thumbnails and takes the place of one that waits. A frame that nobody asked for yet, `ahead`, comes between
 * them, and so do tiles. Results are given at most once, and never after cancel.
 */
export type ImageService = {
  readonly show: (request: FrameRequest, onResult: (result: ShownFrame | ImageProblem) => void) => Cancel;
  readonly ahead: ImageService['show'];
  readonly thumbnail: (request: ThumbnailRequest, onResult: (result: Thumbnail | ImageProblem) => void) => Cancel;
  readonly tile: (request: TileRequest, onResult: (result: Tile | ImageProblem) => void) => Cancel;
};

type Result = ShownFrame | Thumbnail | Tile | ImageProblem;

/** Decoding that takes longer than this has most likely run wild; the worker is given up. */
const longestMs = 60_000;

type Task = {
  readonly run: (connection: WorkerConnection<ImageWorker>) => Promise<Result>;
  readonly settle: (result: Result) => void;
  isCancelled: boolean;
};

export function createImageService(createWorker: () => WorkerLike): ImageService {
  let connection: WorkerConnection<ImageWorker> | null = null;
  let waitingFrame: Task | null = null;
  let waitingAhead: Task | null = null;
  const waitingTiles = new Set<Task>();
  const waitingThumbnails = new Set<Task>();
  let isBusy = false;
  const keys = new WeakMap<object, number>();
  let lastKey = 0;

  const keyOf = (content: object): number => {
    const key = keys.get(content) ?? ++lastKey;
    keys.set(content, key);
    return key;
  };

  const next = (): Task | undefined => {
    const frame = waitingFrame;
    if (frame !== null) {
      waitingFrame = null;
      return frame;
    }
    const ahead = waitingAhead;
    if (ahead !== null) {
      waitingAhead = null;
      return ahead;
    }
    const waiting = waitingTiles.size > 0 ? waitingTiles : waitingThumbnails;
    const [first] = waiting;
    if (first !== undefined) waiting.delete(first);
    return first;
  };

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let task = next(); task !== undefined; task = next()) {
      if (connection === null || connection.isLost()) connection = connectWorker<ImageWorker>(createWorker());
      const result = await runLimited(connection, task);
      if (task.isCancelled) close(result);
      else task.settle(result);
    }
    isBusy = false;
  }

  const cancel = (task: Task): void => {
    task.isCancelled = true;
    waitingTiles.delete(task);
    waitingThumbnails.delete(task);
    if (waitingFrame === task) waitingFrame = null;
    if (waitingAhead === task) waitingAhead = null;
  };
  const frameTask: (...asked: Parameters<ImageService['show']>) => Task = (request, onResult) => ({
    run: ({ remote }) => remote.show(keyOf(request.content), request),
    settle: (result) => result.kind !== 'thumbnail' && result.kind !== 'tile' && onResult(result),
    isCancelled: false,
  });

  return {
    show: (request, onResult) => {
      const task = frameTask(request, onResult);
      waitingFrame = task;
      void work();
      return () => cancel(task);
    },
    ahead: (request, onResult) => {
      const task = frameTask(request, onResult);
      waitingAhead = task;
      void work();
      return () => cancel(task);
    },
    thumbnail: (request, onResult) => {
      const task: Task = {
        run: ({ remote }) => remote.thumbnail(keyOf(request.content), request),
        settle: (result) => result.kind !== 'shown' && result.kind !== 'tile' && onResult(result),
        isCancelled: false,
      };
      waitingThumbnails.add(task);
      void work();
      return () => cancel(task);
    },
    tile: (request, onResult) => {
      const task: Task = {
        run: ({ remote }) =>
          remote.tile(
            request.parts.map(({ content }) => keyOf(content)),
            request,
          ),
        settle: (result) => (result.kind === 'tile' || result.kind === 'problem') && onResult(result),
        isCancelled: false,
      };
      waitingTiles.add(task);
      void work();
      return () => cancel(task);
    },
  };
}

async function runLimited(connection: WorkerConnection<ImageWorker>, task: Task) {
  const limit = setTimeout(connection.terminate, longestMs);
  try {
    const result = await connection.orLost(task.run(connection));
    return result === 'lost' ? decoderLost : result;
  } catch {
    // A throw is a bug or memory that ran out; a fresh worker is the way out of both.
    connection.terminate();
    return decoderLost;
  } finally {
    clearTimeout(limit);
  }
}

/** A bitmap that nobody takes would be kept until the garbage collector comes by. */
function close(result: Result): void {
  if (result.kind === 'tile') for (const { bitmap } of result.pictures) bitmap.close();
  else if (result.kind !== 'problem') result.bitmap.close();
}

const decoderLost: ImageProblem = { kind: 'problem', code: 'decoder-lost', transferSyntaxUid: '', layout: '' };
