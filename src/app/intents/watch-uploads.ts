import type { BatchStore } from '../batch/batch-store.ts';
import type { AppServices } from './services.ts';

/** Looks for broken-off uploads at the start, after each upload and when the key changes, and tells the store. */
export function watchUploads(
  store: BatchStore,
  { destinations, uploadJournal }: Pick<AppServices, 'destinations' | 'uploadJournal'>,
): void {
  if (destinations.length === 0) {
    return;
  }
  let seen: readonly unknown[] = [];
  let latest = 0;
  const look = async (): Promise<void> => {
    const turn = ++latest;
    const [upload = null] = await uploadJournal.listUnfinished(store.getState().projectKey.bytes);
    // A later look knows better.
    if (turn === latest && (upload !== null || store.getState().uploadResume !== null)) {
      store.dispatch({ kind: 'upload-resume-offered', upload });
    }
  };
  const lookWhenNeeded = (): void => {
    const { projectKey, upload } = store.getState();
    const now = [projectKey.bytes, upload.kind === 'sending'];
    if (now.some((part, at) => part !== seen[at])) {
      seen = now;
      // Where the browser keeps no journal there is nothing to say.
      look().catch(() => undefined);
    }
  };
  store.subscribe(lookWhenNeeded);
  lookWhenNeeded();
}
