import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

/** Where one process makes its outputs before they get their names: a hidden folder beside them, on the same file system. */
export type Workshop = {
  /** A name that nobody has. */
  readonly newName: () => string;
  /** A name for a file that was moved from a path below the root, so that it is found again if this process ends here. */
  readonly movedName: (outputPath: string) => string;
  /** Puts back what processes of this computer had moved when they were ended, and takes their folders away. */
  readonly adoptLost: (putBack: (name: string, outputPath: string) => Promise<unknown>) => Promise<void>;
  readonly close: () => Promise<void>;
};

const prefix = '.nescio-';
const movedPrefix = 'moved-';

/** @throws Error where a file cannot have two names */
export async function openWorkshop(root: string): Promise<Workshop> {
  const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  const folder = path.join(root, `${prefix}${host}-${process.pid}-${randomUUID().slice(0, 8)}`);
  await mkdir(folder);
  const close = () => rm(folder, { recursive: true, force: true });
  await checkLinks(folder).catch(async (error: unknown) => {
    await close();
    throw new Error(noLinks, { cause: error });
  });
  let count = 0;

  async function adopt(lost: string, putBack: (name: string, outputPath: string) => Promise<unknown>): Promise<void> {
    const moved = (await readdir(lost)).flatMap((name) => {
      const [, encoded] = /^moved-\d+-(.+)$/.exec(name) ?? [];
      return encoded === undefined ? [] : [{ name, outputPath: Buffer.from(encoded, 'base64url').toString() }];
    });
    // No process of this program has made such a folder. It stays as it is.
    if (!moved.every(({ outputPath }) => isBelowRoot(outputPath))) return;
    for (const { name, outputPath } of moved) await putBack(path.join(lost, name), outputPath);
    await rm(lost, { recursive: true, force: true });
  }

  return {
    newName: () => path.join(folder, `${count++}`),
    movedName: (outputPath) =>
      path.join(folder, `${movedPrefix}${count++}-${Buffer.from(outputPath).toString('base64url')}`),
    adoptLost: async (putBack) => {
      for (const entry of await readdir(root, { withFileTypes: true })) {
        const { name } = entry;
        const [, ofHost, id] = /^\.nescio-([0-9a-f]{8})-(\d+)-/.exec(name) ?? [];
        // Whoever opens the folder at the same moment may have adopted it.
        if (entry.isDirectory() && ofHost === host && !isAlive(Number(id)))
          await adopt(path.join(root, name), putBack).catch(ignoreGone);
      }
    },
    close,
  };
}

/** True for a path as outputs have it: of plain parts, none of which leads up or is a workshop. */
function isBelowRoot(outputPath: string): boolean {
  const isPlain = (part: string) => !['', '.', '..'].includes(part) && !part.startsWith(prefix);
  return !/[\\\0]/.test(outputPath) && outputPath.split('/').every(isPlain);
}

async function checkLinks(folder: string): Promise<void> {
  const [one, other] = [path.join(folder, 'one'), path.join(folder, 'other')];
  await writeFile(one, '');
  await link(one, other);
  await Promise.all([rm(one), rm(other)]);
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Of another user, and alive.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

const noLinks =
  'Processes cannot share this folder: its file system gives no file two names (hard links). Write to a local disk, or with one process.';
