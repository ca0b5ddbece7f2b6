import type { Journal } from './journal.ts';

const runStore = 'runs';
const entryStore = 'entries';

/**
 * The journal in IndexedDB. Entries that come while a transaction is under way travel with the next one: no timer, which a tab in
 * the background would slow down. Where the browser has no IndexedDB to give, there is no journal and nothing to resume.
 * @param databaseName each kind of journal has a database of its own, so that no tab with an older page keeps one from opening
 */
export function createDatabaseJournal<Run extends { readonly id: string }, Entry extends { readonly file: string }>(
  databaseName: string,
): Journal<Run, Entry> {
  let opening: Promise<IDBDatabase> | null = null;
  let waiting: (Entry & { readonly run: string })[] = [];
  let writing: Promise<void> | null = null;

  function database(): Promise<IDBDatabase> {
    opening ??= openDatabase(databaseName);
    return opening;
  }

  async function inStores(mode: IDBTransactionMode, work: (transaction: IDBTransaction) => void): Promise<void> {
    const transaction = (await database()).transaction([runStore, entryStore], mode, { durability: 'relaxed' });
    work(transaction);
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const taken = waiting;
      waiting = [];
      await inStores('readwrite', (transaction) => {
        const store = transaction.objectStore(entryStore);
        for (const entry of taken) store.put(entry);
      }).catch(() => undefined);
    }
    writing = null;
  }

  async function ask<Answer>(
    storeName: string,
    request: (store: IDBObjectStore) => IDBRequest<Answer>,
  ): Promise<Answer> {
    return answerOf(request((await database()).transaction(storeName).objectStore(storeName)));
  }

  return {
    list: () => ask(runStore, (store) => store.getAll() as IDBRequest<Run[]>).catch(() => []),
    begin: (run) =>
      inStores('readwrite', (transaction) => transaction.objectStore(runStore).put(run)).catch(() => undefined),
    count: (runId) => ask(entryStore, (store) => store.count(entriesOf(runId))).catch(() => 0),
    entries: (runId) => ask(entryStore, (store) => store.getAll(entriesOf(runId)) as IDBRequest<Entry[]>),
    record: (runId, entry) => {
      waiting.push({ ...entry, run: runId });
      writing ??= write();
    },
    settled: async () => {
      await writing;
    },
    discard: async (runId) => {
      await writing;
      await inStores('readwrite', (transaction) => {
        transaction.objectStore(runStore).delete(runId);
        transaction.objectStore(entryStore).delete(entriesOf(runId));
      }).catch(() => undefined);
    },
  };
}

function entriesOf(runId: string): IDBKeyRange {
  return IDBKeyRange.bound([runId], [runId, []]);
}

function openDatabase(databaseName: string): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(runStore, { keyPath: 'id' });
    request.result.createObjectStore(entryStore, { keyPath: ['run', 'file'] });
  };
  return answerOf(request);
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
