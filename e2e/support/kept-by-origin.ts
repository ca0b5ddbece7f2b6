import type { Page } from '@playwright/test';

export type Kept = {
  /** Names in the storages for text, and cookies. */
  readonly ofText: readonly string[];
  /** Every database with its keys and values, as one text. */
  readonly databases: string;
  /** Every cache with addresses, headers and bodies, as one text. */
  readonly caches: string;
};

/** All that the browser keeps for the origin of a page, for a search in it. Bytes are read one by one as letters. */
export function keptByOrigin(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const lettersOf = (bytes: ArrayBuffer | ArrayBufferView) => new TextDecoder('latin1').decode(bytes);

    async function textOf(value: unknown): Promise<string> {
      if (value instanceof Blob) return lettersOf(await value.arrayBuffer());
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return lettersOf(value);
      if (value instanceof FileSystemHandle) return value.name;
      if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
      const parts = value instanceof Map || value instanceof Set ? [...value] : Object.entries(value).flat();
      return (await Promise.all(parts.map(textOf))).join(' ');
    }

    const answer = <Answer>(request: IDBRequest<Answer>) =>
      new Promise<Answer>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });

    async function databases(): Promise<string> {
      const texts: string[] = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await answer(indexedDB.open(name!));
        for (const storeName of database.objectStoreNames) {
          const store = database.transaction(storeName).objectStore(storeName);
          const rows = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
          texts.push(name!, storeName, await textOf(rows));
        }
        database.close();
      }
      return texts.join('\n');
    }

    async function cached(): Promise<string> {
      const texts: string[] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const response = (await cache.match(request))!;
          const headers = [...request.headers, ...response.headers];
          texts.push(name, request.url, await textOf(headers), lettersOf(await response.arrayBuffer()));
        }
      }
      return texts.join('\n');
    }

    return {
      ofText: [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].filter(Boolean),
      databases: await databases(),
      caches: await cached(),
    };
  });
}
