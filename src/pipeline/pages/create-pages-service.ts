import {
  type CaptureHead,
  type DrawnPage,
  type DrawPages,
  type OpenedPages,
  type PagesProblem,
  type PagesWorker,
  pagesProblem,
} from '../contracts/pages.protocol.ts';
import { connectWorker, type WorkerConnection, type WorkerLike } from '../pool/worker-connection.ts';

/** A document that was made to be slow ends with these; each is far above what an honest page takes. */
export const pageTimes = { openMs: 45_000, pageMs: 30_000, allMs: 240_000 } as const;

/**
 * Draws documents, each in a worker of its own that ends with it: what a crafted document holds of time and memory goes then. One page
 * at a time is in memory here; the pictures are given to the browser, which may put them on disk.
 */
export function createPagesService(createWorker: () => WorkerLike): DrawPages {
  return async (content, roomBytes, signal, onPage) => {
    if (signal.aborted) return pagesProblem('cancelled');
    const connection = connectWorker<PagesWorker>(createWorker());
    const { remote, terminate } = connection;
    const ask = createAsking(connection, signal);
    const all = setTimeout(ask.giveUp, pageTimes.allMs);
    signal.addEventListener('abort', terminate);
    try {
      const opened = await ask.within<OpenedPages>(0, pageTimes.openMs, remote.open(content));
      if (opened.kind === 'problem') return opened;
      const { pages, rows, columns } = opened;
      if (rows * columns * 3 * pages > roomBytes) return pagesProblem('no-room');
      const pictures: Blob[] = [];
      for (let page = 1; page <= pages; page++) {
        onPage(page, pages);
        const drawn = await ask.within<DrawnPage>(page, pageTimes.pageMs, remote.draw(page));
        if (drawn.kind === 'problem') return drawn;
        pictures.push(new Blob([drawn.samples]));
      }
      const head = await ask.within<CaptureHead>(pages, pageTimes.pageMs, remote.head());
      if (head.kind === 'problem') return head;
      const blob = new Blob([head.bytes, ...pictures]);
      return { kind: 'drawn', content: { kind: 'plain', blob, lastModifiedMs: 0 }, pages };
    } finally {
      clearTimeout(all);
      signal.removeEventListener('abort', terminate);
      terminate();
    }
  };
}

/** Calls that end in time, with a problem where the worker is lost, late or cancelled. */
function createAsking({ orLost, terminate }: WorkerConnection<PagesWorker>, signal: AbortSignal) {
  let isLate = false;
  const giveUp = () => {
    isLate = true;
    terminate();
  };
  const ended = (other: PagesProblem['code'], page: number): PagesProblem => {
    if (signal.aborted) return pagesProblem('cancelled', page);
    return pagesProblem(isLate ? 'too-slow' : other, page);
  };
  return {
    giveUp,
    within: async <Answer>(
      page: number,
      limitMs: number,
      call: Promise<Answer | PagesProblem>,
    ): Promise<Answer | PagesProblem> => {
      const limit = setTimeout(giveUp, limitMs);
      try {
        const answer = await orLost(call);
        return answer === 'lost'
          ? ended(page === 0 ? 'broken' : 'page-broken', page)
          : (answer as Answer | PagesProblem);
      } catch {
        // A bug, a script that did not come, or memory that ran out; what was thrown may quote the document.
        return ended(page === 0 ? 'not-loaded' : 'page-broken', page);
      } finally {
        clearTimeout(limit);
      }
    },
  };
}
