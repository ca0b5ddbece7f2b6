/** A folder as a test describes it: names to file text, folders, or things that cannot be read. */
export type FakeFolder = { readonly [name: string]: string | File | FakeFolder | 'unreadable' | UnreadableFolder };
type UnreadableFolder = { readonly unreadableAfter: FakeFolder };

/** `FileSystemEntry` look-alikes whose readers answer in batches, as browsers do. */
export function fakeDirectory(
  name: string,
  folder: FakeFolder,
  batchSize = 100,
  parent = '',
): FileSystemDirectoryEntry {
  const fullPath = `${parent}/${name}`;
  const failsAtEnd = 'unreadableAfter' in folder;
  const content = failsAtEnd ? (folder as unknown as UnreadableFolder).unreadableAfter : folder;
  // Made when asked for: a very deep folder must not exhaust the stack here.
  const children = () => Object.entries(content).map(([child, value]) => fakeEntry(child, value, batchSize, fullPath));
  return {
    isDirectory: true,
    isFile: false,
    name,
    fullPath,
    createReader: () => fakeReader(children(), batchSize, failsAtEnd),
  } as unknown as FileSystemDirectoryEntry;
}

/** A file that exists, or with null one that vanished. */
export function fakeFile(name: string, file: File | null, parent = '', onOpen?: () => void): FileSystemFileEntry {
  return {
    isDirectory: false,
    isFile: true,
    name,
    fullPath: `${parent}/${name}`,
    file: (resolve: (file: File) => void, reject: (error: Error) => void) => {
      onOpen?.();
      if (file) resolve(file);
      else reject(new DOMException('gone', 'NotFoundError'));
    },
  } as unknown as FileSystemFileEntry;
}

/** A `DataTransfer` of a drop. A null entry is what synthetic drops and some browsers give. */
export function fakeDrop(entries: readonly (FileSystemEntry | null)[], files: readonly File[] = []): DataTransfer {
  const items = entries.map((entry, position) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry,
    getAsFile: () => files[position] ?? null,
  }));
  return { items, files } as unknown as DataTransfer;
}

function fakeEntry(name: string, value: FakeFolder[string], batchSize: number, parent: string): FileSystemEntry {
  if (value === 'unreadable') return fakeFile(name, null, parent);
  if (typeof value === 'string') return fakeFile(name, new File([value], name), parent);
  if (value instanceof File) return fakeFile(name, value, parent);
  return fakeDirectory(name, value as FakeFolder, batchSize, parent);
}

function fakeReader(children: readonly FileSystemEntry[], batchSize: number, failsAtEnd: boolean) {
  let next = 0;
  return {
    readEntries(resolve: (batch: FileSystemEntry[]) => void, reject: (error: Error) => void): void {
      const batch = children.slice(next, next + batchSize);
      next += batch.length;
      if (batch.length === 0 && failsAtEnd) reject(new DOMException('denied', 'NotReadableError'));
      else resolve(batch);
    },
  };
}
