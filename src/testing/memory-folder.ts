/** A tree of files in memory, and what may go wrong with it. Sizes and times are as on a disk. */
export type MemoryDisk = {
  readonly root: FileSystemDirectoryHandle;
  /** Files by path, as text. */
  readonly files: () => Readonly<Record<string, string>>;
  readonly folders: () => readonly string[];
};

/** @param failAt throws what this gives when a file is about to be written; null to go on. */
export function memoryDisk(failAt: (path: string) => unknown = () => null): MemoryDisk {
  const files = new Map<string, Uint8Array>();
  const folders = new Set<string>(['']);
  const disk = { files, folders, failAt };
  const decoder = new TextDecoder();
  return {
    root: new MemoryFolder(disk, '') as unknown as FileSystemDirectoryHandle,
    files: () => Object.fromEntries([...files].map(([path, bytes]) => [path, decoder.decode(bytes)])),
    folders: () => [...folders].filter((path) => path !== ''),
  };
}

type Disk = {
  readonly files: Map<string, Uint8Array>;
  readonly folders: Set<string>;
  readonly failAt: (path: string) => unknown;
};

/** Private fields do not travel in messages, as handles of another realm would not be this object either. */
class MemoryFolder {
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
    }
    return new MemoryFile(this.#disk, path);
  }

  async removeEntry(name: string): Promise<void> {
    const path = join(this.#path, name);
    const isFull = [...this.#disk.files.keys(), ...this.#disk.folders].some((other) => other.startsWith(`${path}/`));
    if (isFull) throw new DOMException('', 'InvalidModificationError');
    if (!this.#disk.files.delete(path) && !this.#disk.folders.delete(path)) {
      throw new DOMException('', 'NotFoundError');
    }
  }

  async *keys(): AsyncGenerator<string> {}
}

class MemoryFile {
  readonly #disk: Disk;
  readonly #path: string;
  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
  }

  async getFile(): Promise<{ size: number }> {
    return { size: this.#disk.files.get(this.#path)!.length };
  }

  async createWritable(): Promise<object> {
    const pieces: number[] = [];
    let isOver = false;
    const ended = (): void => {
      if (isOver) throw new TypeError('The stream is closed.');
    };
    return {
      write: async (bytes: Uint8Array) => {
        ended();
        const failure = this.#disk.failAt(this.#path);
        if (failure !== null) throw failure;
        pieces.push(...bytes);
      },
      close: async () => {
        ended();
        isOver = true;
        this.#disk.files.set(this.#path, Uint8Array.from(pieces));
      },
      abort: async () => {
        ended();
        isOver = true;
      },
    };
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}
