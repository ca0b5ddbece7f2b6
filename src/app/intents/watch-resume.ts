import type { BatchStore } from '../batch/batch-store.ts';
import type { AppServices } from './services.ts';

/** Keeps the offer to go on with a broken-off save true: at start, after each save, and when key or profile change. */
export function watchResume(store: BatchStore, { folders }: Pick<AppServices, 'folders'>): void {
  if (folders === null) {
    return;
  }
  let seen: readonly unknown[] = [];
  let latest = 0;
  const look = async (): Promise<void> => {
    const turn = ++latest;
    const { projectKey, profileHash } = store.getState();
    if (profileHash === null) {
      return;
    }
    const [save = null] = await folders.listUnfinished();
    const identity = { projectKey: projectKey.bytes, profileHash };
    const resume = save && { save, refusal: await folders.compare(save.id, identity) };
    // A later look knows better.
    if (turn === latest && (resume !== null || store.getState().resume !== null)) {
      store.dispatch({ kind: 'resume-offered', resume });
    }
  };
  const lookWhenNeeded = (): void => {
    const { projectKey, profileHash, save } = store.getState();
    const now = [projectKey.bytes, profileHash, save.kind === 'saving'];
    if (now.some((part, at) => part !== seen[at])) {
      seen = now;
      // Where the browser keeps no journal there is nothing to offer.
      look().catch(() => undefined);
    }
  };
  store.subscribe(lookWhenNeeded);
  lookWhenNeeded();
}
