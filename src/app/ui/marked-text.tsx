import type { Segment } from './word-diff.ts';

/** A value with the words marked in which the other side differs. */
export function MarkedText({ segments }: { segments: readonly Segment[] }) {
  return segments.map(({ text, isChanged }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one text in order, never moved.
    isChanged ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
  );
}
