import { type SafePrivateAttribute, safePrivateAttributes } from './safe-private.ts';

/** A listed private element as a search shows it: what an own rule about it names, what it means, and its VR as listed. */
export type FoundSafeAttribute = {
  readonly creator: string;
  /** As an own rule has it: `0019xx0C`. */
  readonly element: string;
  readonly meaning: string;
};

/**
 * Searches the lists of safe private elements by meaning, creator or place, all words of the text in any order.
 * @param text as typed: `b-value`, `siemens slice`, `0019xx0C`
 */
export function findSafeAttributes(text: string, limit: number): readonly FoundSafeAttribute[] {
  const words = text.toLowerCase().split(/\s+/).map(withoutMarks).filter(Boolean);
  if (words.length === 0) return [];
  return searchable()
    .filter(({ haystack }) => words.every((word) => haystack.includes(word)))
    .slice(0, limit)
    .map(({ found }) => found);
}

let prepared: readonly { readonly found: FoundSafeAttribute; readonly haystack: string }[] | null = null;

function searchable() {
  prepared ??= safePrivateAttributes.map((attribute) => {
    const found = foundOf(attribute);
    const parts = [found.meaning, found.creator, found.element].map(withoutMarks);
    return { found, haystack: parts.join(' ') };
  });
  return prepared;
}

function foundOf({ creator, group, element, meaning }: SafePrivateAttribute): FoundSafeAttribute {
  const digits = (value: number, length: number) => value.toString(16).toUpperCase().padStart(length, '0');
  return { creator, element: `${digits(group, 4)}xx${digits(element, 2)}`, meaning };
}

/** As the search of standard attributes: hyphens, brackets and commas do not count. */
function withoutMarks(word: string): string {
  return word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
