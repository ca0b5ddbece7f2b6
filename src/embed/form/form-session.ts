import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { Source } from '../../pipeline/contracts/source.ts';
import type { NewIdentifiers } from '../../pipeline/contracts/upload.ts';
import type { Batches, DecidedBatch, DecideProgress } from '../batches.ts';
import type { EmitFormEvent } from './form-event.ts';
import { formStrings } from './form-strings.ts';
import { joinSources, LimitError, type Limits } from './join-sources.ts';
import { type BatchSummary, summariseBatch } from './summarise-batch.ts';
import { tellStudies } from './tell-studies.ts';

export type FormState =
  | { readonly kind: 'empty'; readonly problem: string | null }
  | { readonly kind: 'working'; readonly progress: DecideProgress }
  /** `rows` are those of the first file that goes out; null when none does. */
  | { readonly kind: 'ready'; readonly summary: BatchSummary; readonly rows: readonly DiffRow[] | null }
  | { readonly kind: 'handing'; readonly summary: BatchSummary; readonly done: number; readonly total: number }
  | {
      readonly kind: 'done';
      readonly summary: BatchSummary;
      readonly handed: number;
      readonly notTaken: number;
      /** Files that can be handed over now: those that were not taken, or not reached before a person cancelled. */
      readonly left: number;
      readonly isCancelled: boolean;
    };

/** Gives one finished file to the host; a rejection counts it as not taken. */
export type Hand = (file: File, identifiers: NewIdentifiers) => unknown;

export type SessionOptions = {
  readonly batches: Batches;
  readonly limits: Limits;
  readonly hand: Hand;
  readonly emit: EmitFormEvent;
  readonly onState: (state: FormState) => void;
};

/** What a person can do in the form. What does not fit the state it is in does nothing. */
export type FormSession = {
  readonly add: (source: Source) => Promise<void>;
  /** Hands over what goes out; once that is done, what is left of it. */
  readonly deidentify: () => Promise<void>;
  readonly cancel: () => void;
  readonly clear: () => void;
};

/** Time that a host has to answer for a file that was on its way when a person cancelled. */
const answerMs = 2000;

/** The form without its looks: one batch after the other, from files added to files handed over. */
export function createSession({ batches, limits, hand, emit, onState }: SessionOptions): FormSession {
  let state: FormState = { kind: 'empty', problem: null };
  let sources: readonly Source[] = [];
  let batch: DecidedBatch | null = null;
  /** What the host has of this batch, by path of the output. */
  let taken = new Map<string, NewIdentifiers>();
  let running = new AbortController();

  function enter(next: FormState): void {
    state = next;
    onState(next);
  }

  function fail(code: keyof typeof formStrings.problems): void {
    sources = [];
    batch = null;
    emit('error', { code });
    enter({ kind: 'empty', problem: formStrings.problems[code] });
  }

  async function decide({ signal }: AbortController): Promise<void> {
    batch = await batches.decide(joinSources(sources, limits), signal, (progress) => {
      if (!signal.aborted) enter({ kind: 'working', progress });
    });
    if (signal.aborted) return;
    taken = new Map();
    const summary = summariseBatch(batch.files);
    if (summary.sizeBytes > limits.maxBytes) return fail('too-many-bytes');
    const first = batch.files.find(({ outcome }) => outcome?.kind === 'deidentified');
    const inspection = first === undefined ? null : await batch.inspect(first, signal);
    if (signal.aborted) return;
    enter({ kind: 'ready', summary, rows: inspection?.kind === 'inspected' ? inspection.rows : null });
    emit('scanned', summary.counts);
    if (summary.counts.held > 0) emit('held', { held: summary.counts.held });
  }

  async function handOver(decided: DecidedBatch, summary: BatchSummary, { signal }: AbortController): Promise<void> {
    const counts = { deidentified: taken.size, held: 0, skipped: 0, failed: 0 };
    const total = summary.counts.deidentified;
    const rest = decided.files.filter(
      ({ outcome }) => outcome?.kind !== 'deidentified' || !taken.has(outcome.outputPath),
    );
    let notTaken = 0;
    for await (const outcome of decided.deliver(signal, undefined, rest)) {
      counts[outcome.kind] += 1;
      if (outcome.kind !== 'deidentified') continue;
      // Cancelled while this file was under way: the host gets nothing more.
      const isTaken = !signal.aborted && (await isHanded(outcome.file, outcome.identifiers, signal));
      if (isTaken) taken.set(outcome.outputPath, outcome.identifiers);
      else notTaken += 1;
      const done = taken.size + notTaken;
      enter({ kind: 'handing', summary, done, total });
      emit('progress', { done, total });
    }
    const isCancelled = signal.aborted;
    const handed = taken.size;
    enter({ kind: 'done', summary, handed, notTaken, left: isCancelled ? total - handed : notTaken, isCancelled });
    const studies = tellStudies([...taken.values()], decided.files);
    emit('complete', { counts, handed, notTaken, isCancelled, studies });
  }

  async function isHanded(file: File, identifiers: NewIdentifiers, signal: AbortSignal): Promise<boolean> {
    const late = waitForLate(signal);
    try {
      await Promise.race([hand(file, identifiers), late.answer]);
      return true;
    } catch {
      return false;
    } finally {
      late.forget();
    }
  }

  return {
    add: async (source) => {
      if (state.kind === 'working' || state.kind === 'handing') return;
      sources = state.kind === 'ready' ? [...sources, source] : [source];
      running = new AbortController();
      enter({ kind: 'working', progress: { phase: 'reading', done: 0, total: 0 } });
      await decide(running).catch((error: unknown) => {
        if (!running.signal.aborted) fail(error instanceof LimitError ? 'too-many-files' : 'engine');
      });
    },
    deidentify: async () => {
      if ((state.kind !== 'ready' && state.kind !== 'done') || batch === null) return;
      const { summary } = state;
      const total = summary.counts.deidentified;
      if ((state.kind === 'done' ? state.left : total) === 0) return;
      running = new AbortController();
      enter({ kind: 'handing', summary, done: state.kind === 'done' ? total - state.left : 0, total });
      await handOver(batch, summary, running).catch(() => fail('engine'));
    },
    cancel: () => {
      running.abort();
      if (state.kind !== 'working') return;
      sources = [];
      enter({ kind: 'empty', problem: null });
    },
    clear: () => {
      if (state.kind !== 'ready' && state.kind !== 'done') return;
      sources = [];
      batch = null;
      enter({ kind: 'empty', problem: null });
    },
  };
}

/** A host that never answers must not keep a person who has cancelled: rejects a while after `signal` aborts. */
function waitForLate(signal: AbortSignal): { readonly answer: Promise<never>; readonly forget: () => void } {
  const answered = new AbortController();
  const answer = new Promise<never>((_, reject) => {
    const give = () => setTimeout(reject, answerMs, new Error('The host did not answer.'));
    signal.addEventListener('abort', give, { once: true, signal: answered.signal });
  });
  return { answer, forget: () => answered.abort() };
}
