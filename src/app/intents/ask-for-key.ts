import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { UploadTarget } from '../../pipeline/contracts/upload.ts';
import { parseProjectKey } from '../../profile/project-key-file.ts';
import type { KeyQuestion } from '../batch/batch-state.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { type FilesBefore, outcomesOf, releasesThatFail, sameCounts } from '../batch/derived/compare-runs.ts';
import { strings } from '../ui/strings.ts';
import { mayChange } from './may-change.ts';
import { canWriteNow } from './save-run.ts';

/** What answers to the question lead to. */
export type KeyDependencies = {
  readonly store: BatchStore;
  readonly saveKey: () => void;
  /** Tells the workers of the settings that the store has now. */
  readonly apply: () => Promise<void>;
  readonly deidentify: () => Promise<void>;
  readonly takeBack: (ids: readonly number[]) => Promise<void>;
  readonly saveToFolder: () => Promise<void>;
  readonly upload: (target: UploadTarget) => Promise<void>;
};

/** A key file has 130 bytes. */
const largestKeyFileBytes = 4096;

/**
 * The question about the project key. It comes before a save to a folder and before an upload, because both can be broken off and
 * go on later under the same key alone; it comes each time until the key is in a file of the person's. No profile makes it needless:
 * output paths follow the key under each of them.
 */
export function createKeyControls(dependencies: KeyDependencies) {
  const { store } = dependencies;

  function ask(about: KeyQuestion): Promise<void> {
    if (store.getState().projectKey.isSaved) return goOn(about);
    store.dispatch({ kind: 'key-asked', about, problem: null });
    return Promise.resolve();
  }

  function goOn(about: KeyQuestion): Promise<void> {
    return about.kind === 'folder' ? dependencies.saveToFolder() : dependencies.upload(about.target);
  }

  /** Closes the question. @returns the save or upload that it was about; null if there was none. */
  function answered(): KeyQuestion | null {
    const about = store.getState().keyQuestion?.about ?? null;
    store.dispatch({ kind: 'key-answered' });
    return about;
  }

  /** If the file holds the key that the page already has, the page only notes that the person has a copy of it. */
  async function open(file: File, about: KeyQuestion | null): Promise<void> {
    const bytes = file.size > largestKeyFileBytes ? null : await file.text().then(parseProjectKey, () => null);
    if (bytes === null) {
      const message = strings.key.notAKey;
      return store.dispatch(
        about === null ? { kind: 'noticed', message } : { kind: 'key-asked', about, problem: message },
      );
    }
    store.dispatch({ kind: 'key-answered' });
    store.dispatch({ kind: 'noticed', message: null });
    const { projectKey, step, hasResult, files } = store.getState();
    if (projectKey.bytes.every((byte, at) => byte === bytes[at])) {
      store.dispatch({ kind: 'key-saved', origin: 'loaded' });
      return about === null ? undefined : goOn(about);
    }
    if (!mayChange(store)) return;
    if (step === 'result') return runAgain(bytes, about);
    store.dispatch({ kind: 'key-changed', projectKey: { bytes, origin: 'loaded', isSaved: true } });
    if (hasResult) store.dispatch({ kind: 'noticed', message: strings.key.changed });
    else if (files.length > 0) store.dispatch({ kind: 'noticed', message: strings.key.followed });
    return dependencies.apply();
  }

  /** All new identifiers follow the key, so the result is made again. Then each decision is checked against the new result. */
  async function runAgain(bytes: Uint8Array, about: KeyQuestion | null): Promise<void> {
    const before = outcomesOf(store.getState().files);
    store.dispatch({
      kind: 'key-changed',
      projectKey: { bytes, origin: 'loaded', isSaved: true },
      keepsReleases: true,
    });
    // The screen of the run at once; the workers learn the key meanwhile.
    store.dispatch({ kind: 'run-started', nowMs: performance.now() });
    await dependencies.apply();
    if (store.getState().run?.isCancelling) {
      return store.dispatch({ kind: 'run-ended', nowMs: performance.now(), notice: strings.run.cancelled });
    }
    await dependencies.deidentify();
    const failing = releasesThatFail(before, store.getState().files);
    if (failing.length > 0) await dependencies.takeBack(failing);
    const { step, files } = store.getState();
    if (step !== 'result' || files.some(({ outcome }) => isCancelled(outcome))) return;
    await tell(before, failing.length, about);
  }

  async function tell(before: FilesBefore, takenBack: number, about: KeyQuestion | null): Promise<void> {
    const { files, archives, upload } = store.getState();
    const isSame = sameCounts(before, files);
    const goesOn =
      about !== null && isSame && canWriteNow(store.getState()) && (about.kind === 'upload' || mayOpenPicker());
    const count = files.filter(({ outcome }) => outcome?.kind === 'deidentified').length;
    const wasDelivered = archives.length > 0 || upload.kind === 'ended';
    const next = about === null || goesOn ? null : isSame ? strings.key.pressAgain : strings.key.lookAgain;
    const message = [strings.key.runAgain(count, takenBack), wasDelivered ? strings.key.outOfDate : null, next];
    store.dispatch({ kind: 'noticed', message: message.filter((part) => part !== null).join(' ') });
    if (goesOn) await goOn(about);
  }

  return {
    saveToFolder: () => ask({ kind: 'folder' }),
    upload: (target: UploadTarget) => ask({ kind: 'upload', target }),
    saveKeyAndGoOn: async (): Promise<void> => {
      const about = answered();
      dependencies.saveKey();
      if (about !== null) await goOn(about);
    },
    goOnWithoutKey: async (): Promise<void> => {
      const about = answered();
      if (about !== null) await goOn(about);
    },
    dismissKeyQuestion: () => store.dispatch({ kind: 'key-answered' }),
    /** From wherever: the question, beside Save ZIP, the profile, the start page. */
    openKey: (file: File) => open(file, store.getState().keyQuestion?.about ?? null),
  };
}

/** Browsers open a picker only soon after a click; choosing a key file and running again may take longer. */
function mayOpenPicker(): boolean {
  const { userActivation } = navigator as { readonly userActivation?: { readonly isActive: boolean } };
  return userActivation?.isActive ?? true;
}

function isCancelled(outcome: FileOutcome | null): boolean {
  return outcome?.kind === 'skipped' && outcome.code === 'cancelled';
}
