import { newIdentifiers } from '../../pipeline/new-identifiers.ts';
import type { BatchFile } from '../../pipeline/run-batch.ts';
import { saveBatch } from '../../pipeline/run-batch.ts';
import type { ReceiptLine, TestLine, UploadEnd, UploadTarget } from '../../pipeline/upload.ts';
import type { OutcomeEntry } from '../batch-action.ts';
import type { BatchStore } from '../batch-store.ts';
import { sumSizeBytes } from '../outcomes.ts';
import type { AppServices } from '../services.ts';
import { uploadStrings } from '../ui/strings/upload.ts';
import type { UploadCounts, UploadProgress } from './upload-progress.ts';

const advanceMs = 160;

/** Joins the store and a server. What a server has acknowledged is not sent again to it under the same profile and key. */
export function createUploadControls(store: BatchStore, services: AppServices) {
  let current = new AbortController();
  const lines = new Map<number, ReceiptLine>();
  let linesAreOf = '';

  /** Other rules, another key or another server: what was acknowledged was something else. */
  function forgetOthers(target: UploadTarget): void {
    const { profileHash, projectKey } = store.getState();
    const of = `${target.url} ${target.project} ${profileHash} ${projectKey.bytes.join()}`;
    if (of !== linesAreOf) lines.clear();
    linesAreOf = of;
  }

  async function send(target: UploadTarget): Promise<void> {
    forgetOthers(target);
    const chosen = store.getState().files.filter(({ outcome }) => outcome?.kind === 'deidentified');
    const byId = new Map(chosen.map((file) => [file.id, file]));
    current = new AbortController();
    const tracker = trackUpload(store, target, chosen);
    const destination = services.openUpload(target, {
      identifiersOf: (id) => newIdentifiers(identityOf(byId.get(id)!)),
      acknowledged: (id) => {
        const line = lines.get(id);
        return line?.status.kind === 'stored' ? line : null;
      },
      onSettled: (line) => {
        lines.set(line.id, line);
        tracker.settled(line);
      },
      onSent: tracker.sent,
    });
    const result = await saveBatch(services.pool, destination, chosen, tracker.onEvent, current.signal);
    if (result.kind === 'saved') return tracker.end(result.result);
    tracker.end({
      kind: 'uploaded',
      stoppedBy: result.kind === 'cancelled' ? uploadStrings.cancelled : result.message,
    });
  }

  return {
    upload: async (target: UploadTarget): Promise<void> => {
      if (store.getState().upload.kind === 'sending') return;
      try {
        await send(target);
      } catch {
        store.dispatch({ kind: 'upload-changed', upload: { kind: 'idle' }, entries: [] });
        store.dispatch({ kind: 'noticed', message: uploadStrings.broken });
      }
    },
    cancelUpload: (): void => {
      const { upload } = store.getState();
      if (upload.kind !== 'sending') return;
      store.dispatch({ kind: 'upload-changed', upload: { ...upload, isCancelling: true }, entries: [] });
      current.abort();
    },
    testConnection: (target: UploadTarget, signal: AbortSignal): AsyncIterable<TestLine> =>
      services.testConnection(target, signal),
    /** For the receipt. */
    uploadLines: (): readonly ReceiptLine[] => [...lines.values()],
  };
}

function identityOf({ outcome }: BatchFile) {
  if (outcome?.kind !== 'deidentified') throw new Error('Only de-identified files are uploaded.');
  return outcome.identity;
}

function trackUpload(store: BatchStore, target: UploadTarget, chosen: readonly BatchFile[]) {
  const total = chosen.length;
  const totalBytes = sumSizeBytes(chosen);
  const reasons = new Map<string, number>();
  let stored = 0;
  let refused = 0;
  let settledNotSent = 0;
  let sentBytes = 0;
  let shownAtMs = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let entries: OutcomeEntry[] = [];
  const counts = (): UploadCounts => ({ stored, refused, notSent: settledNotSent });

  function show(upload: UploadProgress): void {
    shownAtMs = performance.now();
    const changed = entries;
    entries = [];
    store.dispatch({ kind: 'upload-changed', upload, entries: changed });
  }

  function sending(): UploadProgress {
    const { upload } = store.getState();
    const isCancelling = upload.kind === 'sending' && upload.isCancelling;
    const isOffline = !navigator.onLine;
    return { kind: 'sending', target, total, totalBytes, sentBytes, counts: counts(), isCancelling, isOffline };
  }

  /** At once when the last time is long enough ago, else a little later: the last word is never lost. */
  function showWhenDue(): void {
    timer ??= setTimeout(
      () => {
        timer = null;
        show(sending());
      },
      Math.max(0, shownAtMs + advanceMs - performance.now()),
    );
  }

  addEventListener('online', showWhenDue);
  addEventListener('offline', showWhenDue);
  show(sending());
  return {
    settled: ({ status }: ReceiptLine) => {
      if (status.kind === 'stored') stored += 1;
      else if (status.kind === 'refused') refused += 1;
      else settledNotSent += 1;
      if (status.kind !== 'stored') reasons.set(status.reason, (reasons.get(status.reason) ?? 0) + 1);
      showWhenDue();
    },
    sent: (bytes: number) => {
      sentBytes += bytes;
      showWhenDue();
    },
    onEvent: ((event) => {
      if (event.kind === 'outcome') entries.push({ id: event.id, outcome: event.outcome });
    }) satisfies Parameters<typeof saveBatch>[3],
    end: ({ stoppedBy }: UploadEnd) => {
      if (timer !== null) clearTimeout(timer);
      removeEventListener('online', showWhenDue);
      removeEventListener('offline', showWhenDue);
      // Files that nobody came to, or that changed on disk, have no line.
      const notSent = total - stored - refused;
      show({
        kind: 'ended',
        target,
        counts: { stored, refused, notSent },
        stoppedBy,
        reasons: [...reasons].map(([reason, files]) => ({ reason, files })).sort((a, b) => b.files - a.files),
        isOutOfDate: false,
      });
    },
  };
}
