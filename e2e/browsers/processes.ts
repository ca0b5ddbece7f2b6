import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** Groups of processes that have not been ended yet. */
const groups = new Set<number>();

process.on('exit', () => {
  for (const group of groups) endGroup(group);
});

/** Starts a program as the head of a group of its own, so that all it starts can be ended with it. */
export function startProgram(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true });
  // A program that is not there shows as one that never answers.
  child.on('error', () => undefined);
  if (child.pid !== undefined) groups.add(child.pid);
  return child;
}

/** Also for programs that others started as heads of groups. */
export function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  groups.delete(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Settles as the promise does, or throws when that takes too long. */
export async function within<Result>(ms: number, what: string, promise: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer in ${ms / 1000} s.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks again until there is an answer other than null or false. */
export async function until<Result>(
  what: string,
  ask: () => Promise<Result | null | false>,
  ms: number,
): Promise<Result> {
  const endMs = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > endMs) throw new Error(`${what}: not in ${ms / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
