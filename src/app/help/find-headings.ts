import type { Guide, GuideBlock, GuideText } from './guide.ts';

/** A part of a guide that has what was searched. */
export type FoundPart = { readonly id: string; readonly heading: string };

/** @returns the headings under which all the words stand, the heading included, whatever their case */
export function findHeadings({ title, blocks }: Guide, words: readonly string[]): readonly FoundPart[] {
  const parts: { id: string; heading: string; text: string }[] = [{ id: '', heading: title, text: title }];
  for (const block of blocks) {
    const text = textOfBlock(block);
    if (block.kind === 'heading') parts.push({ id: block.id, heading: text, text });
    else parts[parts.length - 1]!.text += ` ${text}`;
  }
  return parts.filter(({ text }) => hasAll(text, words)).map(({ id, heading }) => ({ id, heading }));
}

/** True where a text has every word, whatever its case. */
export function hasAll(text: string, words: readonly string[]): boolean {
  const folded = text.toLowerCase();
  return words.every((word) => folded.includes(word));
}

/** What was typed, as words in lower case. */
export function wordsOf(typed: string): readonly string[] {
  return typed.toLowerCase().split(/\s+/).filter(Boolean);
}

function textOfBlock(block: GuideBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return plainText(block.texts);
    case 'bulleted':
    case 'numbered':
      return block.items.map((item) => item.map(textOfBlock).join(' ')).join(' ');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(plainText).join(' ')).join(' ');
    case 'code':
      return block.text;
  }
}

/** The words of a text without its style. */
export function plainText(texts: readonly GuideText[]): string {
  return texts
    .map((text) => (typeof text === 'string' ? text : 'text' in text ? text.text : plainText(text.texts)))
    .join('');
}
