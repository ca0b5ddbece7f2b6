import { execFileSync } from 'node:child_process';

/** True when a program is installed; says aloud that tests are skipped when it is not. */
export function hasTool(name: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`Tests that need ${name} are skipped: it is not installed.`);
    return false;
  }
}
