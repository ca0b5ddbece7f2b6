/** A document of `docs/` as data: `vite.guides.ts` makes it while the page is built. */
export type Guide = { readonly title: string; readonly blocks: readonly GuideBlock[] };

export type GuideBlock =
  | { readonly kind: 'heading'; readonly depth: number; readonly id: string; readonly texts: readonly GuideText[] }
  | { readonly kind: 'paragraph'; readonly texts: readonly GuideText[] }
  | { readonly kind: 'bulleted' | 'numbered'; readonly items: readonly (readonly GuideBlock[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly GuideText[])[];
      readonly rows: readonly (readonly (readonly GuideText[])[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

/** A stretch of text. `to` of a link is written as in the document: `#heading`, `other.md`, `other.md#heading` or an address. */
export type GuideText =
  | string
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly texts: readonly GuideText[] }
  | { readonly kind: 'link'; readonly to: string; readonly texts: readonly GuideText[] };
