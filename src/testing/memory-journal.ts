import type { Journal, JournalEntry, JournalRun } from '../destinations/journal.ts';
import type { RunLocks } from '../destinations/run-lock.ts';

/** The journal without IndexedDB. */
export function memoryJournal<
  Run extends { readonly id: string } = JournalRun,
  Entry extends { readonly file: string } = JournalEntry,
>(): Journal<Run, Entry> {
  const runs = new Map<string, Run>();
  const entries = new Map<string, Map<string, Entry>>();
  const of = (runId: string) => [...(entries.get(runId)?.values() ?? [])];
  return {
    list: async () => [...runs.values()],
    begin: async (run) => void runs.set(run.id, run),
    count: async (runId) => of(runId).length,
    entries: async (runId) => of(runId),
    record: (runId, entry) => {
      const known = entries.get(runId) ?? new Map<string, Entry>();
      entries.set(runId, known.set(entry.file, entry));
    },
    settled: async () => undefined,
    discard: async (runId) => {
      runs.delete(runId);
      entries.delete(runId);
    },
  };
}

/** Locks of one page. */
export function memoryLocks(): RunLocks {
  const held = new Set<string>();
  return {
    hold: async (runId) => {
      if (held.has(runId)) return null;
      held.add(runId);
      return () => void held.delete(runId);
    },
    isHeld: async (runId) => held.has(runId),
  };
}
