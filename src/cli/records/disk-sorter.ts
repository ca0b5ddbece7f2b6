import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createLineFile, readLines } from './line-files.ts';

/** What is sorted: by the codes of the key's letters, and in order of adding where keys are equal. */
type Sorted = { readonly key: string; readonly text: string };

type DiskSorter = {
  /** @param text JSON, or several tab-separated: it has no line end, and no half of a surrogate pair */
  readonly add: (key: string, text: string) => void;
  /** To be asked for when all is added; gone through once. */
  readonly sorted: () => Iterable<Sorted>;
};

/** Makes sorters that hold no more than a part of what they sort in memory, and the rest in a folder. */
export type DiskSorting = { readonly create: () => DiskSorter };

/** Of all that a sorter holds. Texts are held as bytes, which a garbage collection does not have to copy; keys, which are short, as strings. */
const mostBytes = 32 * 1024 * 1024;
/** What the program needs for an item beside its letters. */
const itemBytes = 64;
/** Of each sorted stretch a window is in memory while they are merged. */
const mostStretches = 48;

type Limits = { readonly mostBytes: number; readonly mostStretches: number };

/** @param folder private, and there; who made it takes it away */
export function createDiskSorting(folder: string, limits: Limits = { mostBytes, mostStretches }): DiskSorting {
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

function createSorter(folder: string, limits: Limits): DiskSorter {
  const held = createHeld();
  /** The n-th of them are merged out of n stretches each; those of one list were added one after the other. */
  const levels: string[][] = [];
  let made = 0;

  function writeStretch(level: number, items: Iterable<Sorted>): void {
    made += 1;
    const place = path.join(folder, `${made}.txt`);
    const file = createLineFile(place);
    try {
      // In the JSON of a key there is no tab and no line end.
      for (const { key, text } of items) file.add(`${JSON.stringify(key)}\t${text}`);
    } finally {
      file.close();
    }
    levels[level] ??= [];
    levels[level].push(place);
    if (levels[level].length === limits.mostStretches) joinStretches(level);
  }

  /** Only those of one level, so that each text is written as often as there are levels. */
  function joinStretches(level: number): void {
    const places = levels[level]!;
    levels[level] = [];
    writeStretch(level + 1, mergeSorted(places.map(readStretch)));
    for (const place of places) rmSync(place);
  }

  return {
    add: (key, text) => {
      held.add(key, text);
      if (held.bytes() >= limits.mostBytes) writeStretch(0, held.take());
    },
    *sorted() {
      // What was merged more often was added before.
      const places = levels.toReversed().flat();
      yield* mergeSorted([...places.map(readStretch), held.take()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const roomBytes = 256 * 1024;

type Held = { readonly key: string; readonly room: Buffer; readonly from: number; readonly to: number };

/** What is sorted in memory. Rooms for bytes are used again, because new memory costs more than a copy into it. */
function createHeld() {
  const rooms = [Buffer.allocUnsafe(roomBytes)];
  let items: Held[] = [];
  let [current, used, bytes] = [0, 0, 0];

  function roomFor(needed: number): Buffer {
    if (used + needed > rooms[current]!.length) {
      current += 1;
      used = 0;
      if (needed > (rooms[current]?.length ?? 0)) rooms[current] = Buffer.allocUnsafe(Math.max(needed, roomBytes));
    }
    return rooms[current]!;
  }

  return {
    add: (key: string, text: string): void => {
      const room = roomFor(Buffer.byteLength(text));
      const from = used;
      used += room.write(text, from);
      bytes += used - from + key.length + itemBytes;
      items.push({ key, room, from, to: used });
    },
    bytes: (): number => bytes,
    /** In order; nothing may be added until all is read. */
    *take(): Generator<Sorted> {
      const sorted = items.sort(compareKeys);
      items = [];
      [current, used, bytes] = [0, 0, 0];
      for (const { key, room, from, to } of sorted) yield { key, text: room.toString('utf8', from, to) };
    },
  };
}

function compareKeys(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}

function* readStretch(place: string): Generator<Sorted> {
  for (const { text: line } of readLines(place)) {
    const tab = line.indexOf('\t');
    yield { key: JSON.parse(line.slice(0, tab)) as string, text: line.slice(tab + 1) };
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
