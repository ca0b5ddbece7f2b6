import type { Page } from '@playwright/test';

export type JournalRow = Record<string, unknown>;

/** Every row of a journal of the page's. */
export function journalOf(page: Page, name = 'nescio-journal'): Promise<readonly JournalRow[]> {
  return page.evaluate(async (databaseName) => {
    const answer = <Answer>(request: IDBRequest<Answer>) =>
      new Promise<Answer>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open(databaseName));
    const rows: JournalRow[] = [];
    for (const store of database.objectStoreNames) {
      for (const row of await answer(database.transaction(store).objectStore(store).getAll())) {
        rows.push({ ...row, ...(row.folder === undefined ? {} : { folder: row.folder.name }) });
      }
    }
    database.close();
    return rows;
  }, name);
}
