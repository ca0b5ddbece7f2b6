/** A tree of files in memory, and what may go wrong with it. Sizes and times are as on a disk. */
export type MemoryDisk = {
  readonly root: FileSystemDirectoryHandle;
  /** Files by path, as text. */
  readonly files: () => Readonly<Record<string, string>>;
  readonly folders: () => readonly string[];
  /** Gives a file its bytes, as another program would. */
  readonly put: (path: string, text: string) => void;
  /** What a browser does soon after a worker has ended: its files are let go. */
  readonly unlock: () => void;
};

/** Where a writer can be: its file's name is there, its stream is open, its bytes are written, its file moves into place. */
export type WriterStep = 'create' | 'open' | 'write' | 'close';

export type DiskFaults = {
  /** What is thrown when a file is about to be written; null to go on. */
  readonly failAt?: (path: string) => unknown;
  /** A writer goes on from a step when this settles. */
  readonly hold?: (step: WriterStep, path: string) => Promise<void> | null;
  /** How long a file stays locked after its writer has let go. */
  readonly lockedMs?: number;
};

export function memoryDisk(faults: DiskFaults = {}): MemoryDisk {
  const files = new Map<string, Uint8Array>();
  const folders = new Set<string>(['']);
  const locked = new Set<string>();
  const { failAt = () => null, hold = () => null, lockedMs = 0 } = faults;
  const disk: Disk = { files, folders, locked, failAt, hold, lockedMs };
  const decoder = new TextDecoder();
  return {
    root: new MemoryFolder(disk, '') as unknown as FileSystemDirectoryHandle,
    files: () => Object.fromEntries([...files].map(([path, bytes]) => [path, decoder.decode(bytes)])),
    folders: () => [...folders].filter((path) => path !== ''),
    put: (path, text) => void files.set(path, new TextEncoder().encode(text)),
    unlock: () => locked.clear(),
  };
}

type Disk = {
  readonly files: Map<string, Uint8Array>;
  readonly folders: Set<string>;
  /** Files whose streams are open: they cannot be removed, as in Chromium. */
  readonly locked: Set<string>;
} & Required<DiskFaults>;

/** Private fields do not travel in messages, as handles of another realm would not be this object either. */
class MemoryFolder {
  readonly kind = 'directory';
  readonly #disk: Disk;
  readonly #path: string;
  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
  }

  get name(): string {
    return this.#path.split('/').at(-1)!;
  }

  async getDirectoryHandle(name: string, options: { create?: boolean } = {}): Promise<MemoryFolder> {
    const path = join(this.#path, name);
    if (this.#disk.files.has(path)) throw new DOMException('', 'TypeMismatchError');
    if (!this.#disk.folders.has(path)) {
      if (!options.create) throw new DOMException('', 'NotFoundError');
      this.#disk.folders.add(path);
    }
    return new MemoryFolder(this.#disk, path);
  }

  async getFileHandle(name: string, options: { create?: boolean } = {}): Promise<MemoryFile> {
    const path = join(this.#path, name);
    if (!this.#disk.files.has(path)) {
      if (!options.create) throw new DOMException('', 'NotFoundError');
      this.#disk.files.set(path, new Uint8Array(0));
      await this.#disk.hold('create', path);
    }
    return new MemoryFile(this.#disk, path);
  }

  async removeEntry(name: string, { recursive = false } = {}): Promise<void> {
    const path = join(this.#path, name);
    if (recursive) return this.#removeAll(path);
    if (this.#disk.locked.has(path)) throw new DOMException('', 'NoModificationAllowedError');
    const isFull = [...this.#disk.files.keys(), ...this.#disk.folders].some((other) => other.startsWith(`${path}/`));
    if (isFull) throw new DOMException('', 'InvalidModificationError');
    if (!this.#disk.files.delete(path) && !this.#disk.folders.delete(path)) {
      throw new DOMException('', 'NotFoundError');
    }
  }

  #removeAll(path: string): void {
    const isIn = (other: string) => other === path || other.startsWith(`${path}/`);
    if ([...this.#disk.locked].some(isIn)) throw new DOMException('', 'NoModificationAllowedError');
    for (const file of [...this.#disk.files.keys()].filter(isIn)) this.#disk.files.delete(file);
    for (const folder of [...this.#disk.folders].filter(isIn)) this.#disk.folders.delete(folder);
  }

  async *keys(): AsyncGenerator<string> {
    for (const { name } of this.#entries()) yield name;
  }

  async *values(): AsyncGenerator<MemoryFolder | MemoryFile> {
    yield* this.#entries();
  }

  #entries(): readonly (MemoryFolder | MemoryFile)[] {
    const isHere = (path: string) =>
      path !== this.#path && path.slice(0, Math.max(0, path.lastIndexOf('/'))) === this.#path;
    const folders = [...this.#disk.folders].filter(isHere).map((path) => new MemoryFolder(this.#disk, path));
    const files = [...this.#disk.files.keys()].filter(isHere).map((path) => new MemoryFile(this.#disk, path));
    return [...folders, ...files];
  }
}

class MemoryFile {
  readonly kind = 'file';
  readonly #disk: Disk;
  readonly #path: string;
  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
  }

  get name(): string {
    return this.#path.split('/').at(-1)!;
  }

  async getFile(): Promise<{ size: number }> {
    const bytes = this.#disk.files.get(this.#path);
    if (bytes === undefined) throw new DOMException('', 'NotFoundError');
    return { size: bytes.length };
  }

  /** As in the origin private file system: written at once, locked until it is closed. */
  async createSyncAccessHandle(): Promise<object> {
    const { locked, hold, failAt, files } = this.#disk;
    const path = this.#path;
    locked.add(path);
    await hold('open', path);
    return {
      write: (bytes: Uint8Array, { at }: { at: number }) => {
        const failure = failAt(path);
        if (failure !== null) throw failure;
        const before = files.get(path)!;
        const after = new Uint8Array(Math.max(before.length, at + bytes.length));
        after.set(before);
        after.set(bytes, at);
        files.set(path, after);
        return bytes.length;
      },
      truncate: (sizeBytes: number) => void files.set(path, files.get(path)!.slice(0, sizeBytes)),
      flush: () => undefined,
      close: () => void locked.delete(path),
    };
  }

  async remove(): Promise<void> {
    if (this.#disk.locked.has(this.#path)) throw new DOMException('', 'NoModificationAllowedError');
    if (!this.#disk.files.delete(this.#path)) throw new DOMException('', 'NotFoundError');
  }

  /** A stream as the Streams Standard has it: a write or a close that is under way ends before an abort does. */
  async createWritable(): Promise<object> {
    const { locked, hold, failAt, files, lockedMs } = this.#disk;
    const path = this.#path;
    const pieces: number[] = [];
    let isOver = false;
    let underWay: Promise<unknown> = Promise.resolve();
    const ended = (): void => {
      if (isOver) throw new TypeError('The stream is closed.');
    };
    const letGo = (): void => {
      if (lockedMs === 0) locked.delete(path);
      else setTimeout(() => locked.delete(path), lockedMs);
    };
    locked.add(path);
    await hold('open', path);
    return {
      write: async (chunk: Uint8Array | { readonly position: number; readonly data: Uint8Array }) => {
        ended();
        const failure = failAt(path);
        if (failure !== null) throw failure;
        underWay = Promise.resolve(hold('write', path));
        await underWay;
        ended();
        const { position, data } = 'data' in chunk ? chunk : { position: pieces.length, data: chunk };
        for (const [at, byte] of data.entries()) pieces[position + at] = byte;
      },
      truncate: async (sizeBytes: number) => void pieces.splice(sizeBytes),
      close: async () => {
        ended();
        isOver = true;
        underWay = Promise.resolve(hold('close', path));
        await underWay;
        files.set(path, Uint8Array.from(pieces));
        letGo();
      },
      abort: async () => {
        ended();
        isOver = true;
        await underWay;
        letGo();
      },
    };
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}
