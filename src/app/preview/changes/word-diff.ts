import type { Stretch } from '../../ui/marked-text.tsx';

export type MarkedValues = { readonly before: readonly Stretch[]; readonly after: readonly Stretch[] };

/** Comparing costs the product of the two numbers of words; beyond this the middle counts as changed. */
const MOST_COMPARISONS = 160_000;

/**
 * Marks the words in which two values differ. The texts of a side's segments, joined, are its value; neighbours differ in
 * `isMarked`; what is not marked, the other side has too and reads the same.
 */
export function markWords(before: string, after: string): MarkedValues {
  const old = wordsOf(before);
  const fresh = wordsOf(after);
  const shortest = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shortest && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < shortest - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail++;
  const pairs = [
    ...Array.from({ length: head }, (_, at): Pair => [at, at]),
    ...commonWords(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)).map(
      ([a, b]): Pair => [a + head, b + head],
    ),
    ...Array.from({ length: tail }, (_, at): Pair => [old.length - tail + at, fresh.length - tail + at]),
  ];
  const kept = withoutStrayMarks(pairs, old, fresh);
  return {
    before: segments(old, new Set(kept.map(([a]) => a))),
    after: segments(fresh, new Set(kept.map(([, b]) => b))),
  };
}

/** Places of the same word before and after. */
type Pair = readonly [before: number, after: number];

/** Words, runs of white space, and each other character for itself: `DOE^JANE` is three. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}

/** A longest common subsequence of two lists of words, by the table of its lengths. */
function commonWords(old: readonly string[], fresh: readonly string[]): readonly Pair[] {
  if (old.length * fresh.length > MOST_COMPARISONS) {
    return [];
  }
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let a = old.length - 1; a >= 0; a--) {
    for (let b = fresh.length - 1; b >= 0; b--) {
      lengths[a * width + b] =
        old[a] === fresh[b]
          ? lengths[(a + 1) * width + b + 1]! + 1
          : Math.max(lengths[(a + 1) * width + b]!, lengths[a * width + b + 1]!);
    }
  }
  const pairs: Pair[] = [];
  for (let a = 0, b = 0; a < old.length && b < fresh.length; ) {
    if (old[a] === fresh[b]) {
      pairs.push([a++, b++]);
    } else if (lengths[(a + 1) * width + b]! >= lengths[a * width + b + 1]!) {
      a++;
    } else {
      b++;
    }
  }
  return pairs;
}

/** A space or a dot that both sides happen to have between changed words says nothing: it is marked with them. */
function withoutStrayMarks(pairs: readonly Pair[], old: readonly string[], fresh: readonly string[]): readonly Pair[] {
  const kept: Pair[] = [];
  let run: Pair[] = [];
  const close = () => {
    const [first, last] = [run[0], run.at(-1)];
    const isAtEdge =
      first !== undefined &&
      last !== undefined &&
      ((first[0] === 0 && first[1] === 0) || (last[0] === old.length - 1 && last[1] === fresh.length - 1));
    if (isAtEdge || run.some(([a]) => /[\p{L}\p{N}]/u.test(old[a]!))) kept.push(...run);
    run = [];
  };
  for (const pair of pairs) {
    const last = run.at(-1);
    if (last !== undefined && (pair[0] !== last[0] + 1 || pair[1] !== last[1] + 1)) close();
    run.push(pair);
  }
  close();
  return kept.some(([a]) => /[\p{L}\p{N}]/u.test(old[a]!)) ? kept : [];
}

function segments(words: readonly string[], common: ReadonlySet<number>): readonly Stretch[] {
  const found: { text: string; isMarked: boolean }[] = [];
  words.forEach((word, at) => {
    const isMarked = !common.has(at);
    const last = found.at(-1);
    if (last?.isMarked === isMarked) last.text += word;
    else found.push({ text: word, isMarked });
  });
  return found;
}
