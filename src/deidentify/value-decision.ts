/** When a person decided, ISO 8601 in UTC, and their initials, where they gave some. Both go into the records, never into a file. */
export type Signature = { readonly atIso: string; readonly by?: string };

/**
 * What a person decided about a value in which an identifier was found. It holds for one element of one file, by its path in
 * the input. The finished file is searched again in each case.
 */
export type ValueDecision = Signature & { readonly path: string } & (
    | { readonly kind: 'remove' }
    | { readonly kind: 'replace'; readonly text: string }
    /** What was found in this place, by the marks that its hold has. Anything else that is found there holds the file. */
    | { readonly kind: 'not-an-identifier'; readonly tokens: readonly string[]; readonly reason: string }
  );

/**
 * What a person decided about an encapsulated document: a blank page of ours takes its place, or pictures of its pages, which the
 * file then holds in its stead.
 */
export type DocumentDecision = Signature & { readonly kind: 'blank-page' | 'pages' };
