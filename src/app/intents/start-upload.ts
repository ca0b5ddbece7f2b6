import { saveBatch } from '../../pipeline/batch/run-batch.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import {
  countedAs,
  type ItemStatus,
  type ReceiptLine,
  type TestLine,
  type UploadEnd,
  type UploadPause,
  type UploadSettings,
  type UploadTarget,
} from '../../pipeline/contracts/upload.ts';
import { newIdentifiers } from '../../pipeline/patients/new-identifiers.ts';
import type { OutcomeEntry } from '../batch/batch-action.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { sumSizeBytes } from '../batch/outcomes.ts';
import type { UploadCounts, UploadProgress } from '../batch/upload-progress.ts';
import { uploadStrings } from '../ui/strings/upload/uploads.ts';
import { exportable } from './save-run.ts';
import type { AppServices } from './services.ts';
import { mayWrite, untilSearched } from './waiting/until-searched.ts';

const advanceMs = 160;

/** Joins the store and a server. What a server has acknowledged is not sent again to it under the same profile and key. */
export function createUploadControls(store: BatchStore, services: AppServices) {
  let current = new AbortController();
  /** Of this batch. Ids are given out anew in the next one, so it begins with a list of its own. */
  let lines = new Map<number, ReceiptLine>();
  let linesAreOf = '';

  /** Forgets acknowledged files if server, project, profile or key differ: the acknowledged bytes were other bytes. */
  function forgetOthers(target: UploadTarget): void {
    const { profileHash, projectKey } = store.getState();
    const of = `${target.url} ${target.project} ${profileHash} ${projectKey.bytes.join()}`;
    if (of !== linesAreOf) lines.clear();
    linesAreOf = of;
  }

  /** Loaded at the first upload: most visits have none. */
  async function settings(chosen: readonly BatchFile[]): Promise<UploadSettings> {
    const { uploadSettingsOf } = await import('../batch/derived/upload-settings.ts');
    const state = store.getState();
    return uploadSettingsOf(state, state.profileHash ?? (await services.hashProfile(state.profile)), chosen);
  }

  async function send(target: UploadTarget): Promise<void> {
    forgetOthers(target);
    const chosen = exportable(store);
    const byId = new Map(chosen.map((file) => [file.id, file]));
    current = new AbortController();
    const ownLines = lines;
    const tracker = trackUpload(store, target, chosen, () => ownLines === lines);
    const ownSettings = await settings(chosen).catch(() => null);
    if (ownSettings === null) {
      return tracker.end({ kind: 'uploaded', stoppedBy: uploadStrings.broken, brokenOff: null });
    }
    const destination = services.openUpload(target, {
      projectKey: store.getState().projectKey.bytes,
      settings: ownSettings,
      total: chosen.length,
      identifiersOf: (id) => newIdentifiers(identityOf(byId.get(id)!)),
      acknowledged: (id) => {
        const line = ownLines.get(id);
        return line !== undefined && countedAs(line.status) === 'stored' ? line : null;
      },
      onSettled: (line) => {
        ownLines.set(line.id, line);
        tracker.settled(line);
      },
      onSent: tracker.sent,
      onPaused: tracker.paused,
    });
    const result = await saveBatch(services.pool, destination, chosen, tracker.onEvent, current.signal);
    if (result.kind === 'saved') return tracker.end(result.result);
    tracker.end({
      kind: 'uploaded',
      stoppedBy: result.kind === 'cancelled' ? uploadStrings.cancelled : result.message,
      brokenOff: null,
    });
  }

  return {
    upload: async (target: UploadTarget): Promise<void> => {
      const { upload, postponed } = store.getState();
      if (upload.kind === 'sending' || postponed !== null) return;
      const isPostponed = !mayWrite(store.getState());
      if (isPostponed && (!(await untilSearched(store, 'upload')) || exportable(store).length === 0)) {
        return store.dispatch({ kind: 'noticed', message: uploadStrings.notBegun });
      }
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
    /** Call it when the batch is given up. An upload that is under way ends, and the page hears no more of it. */
    forgetUploads: (): void => {
      current.abort();
      lines = new Map();
      linesAreOf = '';
    },
    /** Forgets an upload that stands in the way of this one. */
    discardBrokenOff: async (): Promise<void> => {
      const { upload } = store.getState();
      if (upload.kind !== 'ended' || upload.brokenOff === null) return;
      await services.uploadJournal.discard(upload.brokenOff);
      const next = { ...upload, brokenOff: null, stoppedBy: null, reasons: [] };
      store.dispatch({ kind: 'upload-changed', upload: next, entries: [] });
    },
    discardUploadResume: async (): Promise<void> => {
      const { uploadResume } = store.getState();
      if (uploadResume !== null) {
        await services.uploadJournal.discard(uploadResume.id);
        store.dispatch({ kind: 'upload-resume-offered', upload: null });
      }
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

/** @param isWanted false once the page has another batch */
function trackUpload(store: BatchStore, target: UploadTarget, chosen: readonly BatchFile[], isWanted: () => boolean) {
  const { basis } = store.getState().forecast;
  const total = chosen.length;
  const totalBytes = sumSizeBytes(chosen);
  const reasons = new Map<string, number>();
  let stored = 0;
  let refused = 0;
  let settledNotSent = 0;
  let sentBytes = 0;
  let pause: UploadPause | null = null;
  let shownAtMs = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let entries: OutcomeEntry[] = [];
  const counts = (): UploadCounts => ({ stored, refused, notSent: settledNotSent });

  function show(upload: UploadProgress): void {
    if (!isWanted()) return;
    shownAtMs = performance.now();
    const changed = entries;
    entries = [];
    store.dispatch({ kind: 'upload-changed', upload, entries: changed });
  }

  function sending(): UploadProgress {
    const { upload } = store.getState();
    const isCancelling = upload.kind === 'sending' && upload.isCancelling;
    const isOffline = !navigator.onLine;
    return { kind: 'sending', target, total, totalBytes, sentBytes, counts: counts(), isCancelling, isOffline, pause };
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
      const counted = countedAs(status);
      if (counted === 'stored') stored += 1;
      else if (counted === 'refused') refused += 1;
      else settledNotSent += 1;
      const reason = reasonOf(status);
      if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      showWhenDue();
    },
    sent: (bytes: number) => {
      sentBytes += bytes;
      showWhenDue();
    },
    paused: (next: UploadPause | null) => {
      pause = next;
      showWhenDue();
    },
    onEvent: ((event) => {
      if (event.kind === 'outcome') entries.push({ id: event.id, outcome: event.outcome });
    }) satisfies Parameters<typeof saveBatch>[3],
    end: ({ stoppedBy, brokenOff }: UploadEnd) => {
      if (timer !== null) clearTimeout(timer);
      removeEventListener('online', showWhenDue);
      removeEventListener('offline', showWhenDue);
      // A file has no line if its turn never came or if it changed on disk.
      const notSent = total - stored - refused;
      show({
        kind: 'ended',
        target,
        counts: { stored, refused, notSent },
        stoppedBy,
        brokenOff,
        reasons: [...reasons].map(([reason, files]) => ({ reason, files })).sort((a, b) => b.files - a.files),
        // If profile or key changed while it was sent, the server has other bytes than the result.
        isOutOfDate: store.getState().forecast.basis !== basis,
      });
    },
  };
}

/** Returns a sentence about a file for the list of reasons; null if it was stored and there is nothing to add. */
function reasonOf(status: ItemStatus): string | null {
  switch (status.kind) {
    case 'stored':
      return status.note === 'not-compared' ? uploadStrings.notCompared : null;
    case 'already-there':
      return uploadStrings.alreadyThere;
    default:
      return status.reason;
  }
}
