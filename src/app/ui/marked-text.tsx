/** A stretch of a text that is marked as a whole, or not at all. */
export type Stretch = { readonly text: string; readonly isMarked: boolean };

/** A text with some of its stretches marked. */
export function MarkedText({ stretches }: { stretches: readonly Stretch[] }) {
  return stretches.map(({ text, isMarked }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one text in order, never moved.
    isMarked ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
  );
}
