import { useSyncExternalStore } from 'react';
import type { BatchState } from '../batch-state.ts';
import type { BatchStore } from '../batch-store.ts';

export function useBatch(store: BatchStore): BatchState {
  return useSyncExternalStore(store.subscribe, store.getState);
}
