import { createBreather } from '../concurrency/next-task.ts';
import type { OutputPath } from '../contracts/file-outcome.ts';

/**
 * The order in which outputs are written and listed: by new path. The order of the inputs is often alphabetical by patient name
 * and would show who is who.
 */
export function comparePaths(one: OutputPath, other: OutputPath): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Sorts by path, one folder at a time. Sorting 50,000 files at once would block the page. */
export async function inPathOrder<Item>(
  items: readonly Item[],
  pathOf: (item: Item) => OutputPath,
): Promise<readonly Item[]> {
  const breathe = createBreather();
  const folders = new Map<string, Item[]>();
  for (const item of items) {
    await breathe();
    const path = pathOf(item);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const members = folders.get(folder);
    if (members === undefined) folders.set(folder, [item]);
    else members.push(item);
  }
  const sorted: Item[] = [];
  for (const [, members] of [...folders].sort(([one], [other]) => comparePaths(one, other))) {
    await breathe();
    // Paths of one folder at a time: those of all would be as large as the list of files.
    const named = members.map((item) => ({ item, path: pathOf(item) }));
    named.sort((one, other) => comparePaths(one.path, other.path));
    for (const { item } of named) sorted.push(item);
  }
  return sorted;
}

/** The path that an output would have if no other of its instance were there. */
export function plainOutputPath(path: OutputPath): OutputPath {
  return path.replace(/(\/I-[^-/]+)-[^-/]+(?=\.dcm$)/, '$1');
}

/** The path of an output if another output has taken its plain path: `<instance>-<fingerprint>.dcm`. */
export function withFingerprint(path: OutputPath, fingerprint: string): OutputPath {
  const stem = path.replace(/\.dcm$/, '');
  return `${stem}-${fingerprint}${path.slice(stem.length)}`;
}

/** The plain path of an output, whether it has the fingerprint behind its name or not. */
export function withoutFingerprint(path: OutputPath, fingerprint: string): OutputPath {
  const ending = withFingerprint('.dcm', fingerprint);
  return path.endsWith(ending) ? `${path.slice(0, -ending.length)}.dcm` : path;
}
