import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';

const waitMs = 200;
const mostWaits = 1500;

/** Makes something in a folder once a test run: the first process that asks for it makes it, and the others wait. */
export function madeOnce(folder: string, make: () => void): void {
  const [building, done] = [path.join(folder, 'building'), path.join(folder, 'done')];
  if (isFirst(building)) {
    try {
      make();
      mkdirSync(done);
    } catch (error) {
      rmdirSync(building);
      throw error;
    }
  }
  for (let waits = 0; !existsSync(done); waits++) {
    if (waits > mostWaits) throw new Error(`Nobody has finished what goes into ${folder}.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs);
  }
}

/** True for the one process that makes the folder. */
function isFirst(mark: string): boolean {
  mkdirSync(path.dirname(mark), { recursive: true });
  try {
    mkdirSync(mark);
    return true;
  } catch {
    return false;
  }
}
