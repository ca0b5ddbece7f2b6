import { deidentifyBatch } from '../pipeline/batch/run-batch.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import { cancelled, type DeidentifiedOutcome, type FileOutcome } from '../pipeline/contracts/file-outcome.ts';
import type { Pool } from '../pipeline/contracts/pool.ts';
import type { TextService } from '../pipeline/contracts/text-search.ts';
import { searchFiles } from '../pipeline/text/search-files.ts';
import { isUnlikely, unlikely, waitsForSearch, withSearchResult } from '../pipeline/text/searchable-files.ts';

/** Which images of a batch are looked through for text, and who looks. */
export type BatchSearch = {
  readonly search: 'all' | 'likely';
  /**
   * Starts what looks; each looks at one series at a time. Null where this batch may have parts of series alone: what its decisions do not
   * say was searched is held.
   */
  readonly openServices: (() => readonly TextService[]) | null;
  /** What is thrown when none of them ever answered. Absent: what to do in words for those who use the package. */
  readonly noAnswer?: (cause: unknown) => Error;
};

/** Files of class C, of which the search says nothing but that it leaves them out, have that from the start. */
export function withUnlikely(files: readonly BatchFile[], { search }: BatchSearch): readonly BatchFile[] {
  return search === 'all' ? files : files.map((file) => (isUnlikely(file) ? { ...file, search: unlikely } : file));
}

/**
 * Searches decided files for text and decides about them again with what was found, until nothing that would leave is left to look at: as the
 * page does behind its review. When `signal` aborts, what would have left unsearched is cancelled.
 * @throws Error in words for people when there was something to look at and nothing ever answered: the search does not run here
 */
export async function searchBatch(
  pool: Pool,
  decided: readonly BatchFile[],
  { search, openServices, noAnswer = withoutAnswer }: BatchSearch,
  signal: AbortSignal,
  onSearched: (done: number, total: number) => void,
): Promise<readonly BatchFile[]> {
  const settle = (files: readonly BatchFile[], outcomeOf: (outcome: DeidentifiedOutcome) => FileOutcome) =>
    files.map((file) => {
      const { outcome } = file;
      const waits = outcome?.kind === 'deidentified' && waitsForSearch(file, search);
      return waits ? { ...file, outcome: outcomeOf(outcome) } : file;
    });
  if (openServices === null) return settle(decided, heldUnsearched);
  const services = openServices();
  const heard: Heard = { isAnswered: false, error: null };
  const heeded = services.map((service) => heedAnswers(service, heard));
  try {
    for (let files = decided; ; ) {
      const results = await searchFiles(files, search, heeded, signal, onSearched);
      if (results.size === 0 || signal.aborted) return settle(files, () => cancelled);
      if (!heard.isAnswered) throw noAnswer(heard.error);
      const searched = files.map((file) => {
        const result = results.get(file.id);
        return result === undefined ? file : withSearchResult(file, result);
      });
      files = await decideAgain(pool, searched, new Set(results.keys()), signal);
    }
  } finally {
    for (const service of services) service.end();
  }
}

/** Whether something that looks has ever answered, if only that it cannot read an image; what the first call that threw has thrown. */
type Heard = { isAnswered: boolean; error: unknown };

function heedAnswers(service: TextService, heard: Heard): TextService {
  async function heed<Answer extends { readonly kind: string }>(call: Promise<Answer>): Promise<Answer> {
    try {
      const answer = await call;
      if (!('code' in answer && answer.code === 'decoder-lost')) heard.isAnswered = true;
      return answer;
    } catch (error) {
      heard.error ??= error;
      throw error;
    }
  }
  return {
    look: (request, signal) => heed(service.look(request, signal)),
    project: (content, signal) => heed(service.project(content, signal)),
    lookAtProjections: (signal) => heed(service.lookAtProjections(signal)),
    isBroken: service.isBroken,
    end: service.end,
  };
}

function withoutAnswer(cause: unknown): Error {
  return new Error(noAnswerHere, { cause });
}

const noAnswerHere =
  "No image could be searched for text. The worker's script is text-search.worker.js of the package, with text-models.js and codecs.js beside it: give `workerUrl` of `textDetection`, where your own origin serves them, or `createWorker`, if your policy has Trusted Types or your bundler a way of its own. The content security policy needs worker-src 'self', that of the script script-src 'self' 'wasm-unsafe-eval'.";

/** Files of one instance are decided together, those that have an outcome included. */
async function decideAgain(
  pool: Pool,
  files: readonly BatchFile[],
  ids: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<readonly BatchFile[]> {
  const outcomes = new Map<number, FileOutcome>();
  const changed = files.filter(({ id }) => ids.has(id));
  for await (const settled of deidentifyBatch(pool, changed, signal, { beside: files })) {
    for (const { id, outcome } of settled) outcomes.set(id, outcome);
  }
  return files.map((file) => ({ ...file, outcome: outcomes.get(file.id) ?? file.outcome }));
}

function heldUnsearched({ fragments: _, facts: __, ...processed }: DeidentifiedOutcome): FileOutcome {
  return { ...processed, kind: 'held', holds: [{ kind: 'pixels', reason: notSearchedHere, isReleasable: true }] };
}

const notSearchedHere =
  'Not searched for text: that needs all images of the series, and the decisions that were given say nothing of this one';
