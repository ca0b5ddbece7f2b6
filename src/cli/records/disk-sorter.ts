import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createLineFile, readLines } from './line-files.ts';

/** What is sorted: by the codes of the key's letters, and in order of adding where keys are equal. */
type Sorted = { readonly key: string; readonly text: string };

type DiskSorter = {
  readonly add: (key: string, text: string) => void;
  /** To be asked for when all is added; gone through once. */
  readonly sorted: () => Iterable<Sorted>;
};

/** Makes sorters that hold no more than a part of what they sort in memory, and the rest in a folder. */
export type DiskSorting = { readonly create: () => DiskSorter };

/** Some 100 MB with what the program needs for each text. */
const mostCharacters = 32 * 1024 * 1024;
/** Of each sorted stretch a window is in memory while they are merged. */
const mostStretches = 48;

/** @param folder private, and there; who made it takes it away */
export function createDiskSorting(folder: string, limits = { mostCharacters, mostStretches }): DiskSorting {
  let count = 0;
  return {
    create: () => {
      count += 1;
      const own = path.join(folder, `sorted-${count}`);
      mkdirSync(own, { mode: 0o700 });
      return createSorter(own, limits);
    },
  };
}

function createSorter(folder: string, limits: { readonly mostCharacters: number; readonly mostStretches: number }) {
  let held: Sorted[] = [];
  let characters = 0;
  let stretches: string[] = [];
  let made = 0;

  function writeStretch(items: Iterable<Sorted>): string {
    made += 1;
    const place = path.join(folder, `${made}.txt`);
    const file = createLineFile(place);
    // In JSON neither has a tab or a line end.
    try {
      for (const { key, text } of items) file.add(`${JSON.stringify(key)}\t${JSON.stringify(text)}`);
    } finally {
      file.close();
    }
    return place;
  }

  function spill(): void {
    stretches.push(writeStretch(held.sort(compareKeys)));
    held = [];
    characters = 0;
    if (stretches.length < limits.mostStretches) return;
    const merged = writeStretch(mergeSorted(stretches.map(readStretch)));
    for (const place of stretches) rmSync(place);
    // What it holds was added before all that comes.
    stretches = [merged];
  }

  return {
    add: (key: string, text: string): void => {
      held.push({ key, text });
      characters += key.length + text.length;
      if (characters >= limits.mostCharacters) spill();
    },
    *sorted(): Generator<Sorted> {
      const last = held.sort(compareKeys);
      held = [];
      yield* mergeSorted([...stretches.map(readStretch), last.values()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function compareKeys(one: Sorted, other: Sorted): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}

function* readStretch(place: string): Generator<Sorted> {
  for (const { text: line } of readLines(place)) {
    const tab = line.indexOf('\t');
    yield { key: JSON.parse(line.slice(0, tab)) as string, text: JSON.parse(line.slice(tab + 1)) as string };
  }
}

type Head = { item: Sorted; readonly rest: Iterator<Sorted>; readonly at: number };

/** Merges sorted stretches. However it ends, all of them are closed. */
function* mergeSorted(stretches: readonly Iterator<Sorted>[]): Generator<Sorted> {
  try {
    yield* mergeByHeap(stretches);
  } finally {
    for (const stretch of stretches) stretch.return?.();
  }
}

/** Of equal keys the earlier stretch comes first. */
function* mergeByHeap(stretches: readonly Iterator<Sorted>[]): Generator<Sorted> {
  const heap: Head[] = [];
  const isBefore = (one: Head, other: Head) =>
    one.item.key < other.item.key || (one.item.key === other.item.key && one.at < other.at);
  const sink = (from: number) => {
    const head = heap[from]!;
    for (let at = from; ; ) {
      let next = 2 * at + 1;
      if (next + 1 < heap.length && isBefore(heap[next + 1]!, heap[next]!)) next += 1;
      if (next >= heap.length || !isBefore(heap[next]!, head)) {
        heap[at] = head;
        return;
      }
      heap[at] = heap[next]!;
      at = next;
    }
  };
  for (const [at, rest] of stretches.entries()) {
    const { done, value } = rest.next();
    if (done !== true) heap.push({ item: value, rest, at });
  }
  for (let at = heap.length >> 1; at-- > 0; ) sink(at);
  while (heap.length > 0) {
    const first = heap[0]!;
    yield first.item;
    const { done, value } = first.rest.next();
    if (done === true) {
      const last = heap.pop()!;
      if (heap.length === 0) return;
      heap[0] = last;
    } else first.item = value;
    sink(0);
  }
}
