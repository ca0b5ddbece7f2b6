/**
 * What a person decided about a value in which an identifier was found. It holds for one element of one file, by its path in
 * the input. The finished file is searched again in each case.
 */
export type ValueDecision = { readonly path: string; readonly atIso: string } & (
  | { readonly kind: 'remove' }
  | { readonly kind: 'replace'; readonly text: string }
  /** What was found in this place, by the marks that its hold has. Anything else that is found there holds the file. */
  | { readonly kind: 'not-an-identifier'; readonly tokens: readonly string[]; readonly reason: string }
);

/**
 * What a person decided about an encapsulated document: a blank page of ours takes its place, or pictures of its pages, which the
 * file then holds in its stead.
 */
export type DocumentDecision = { readonly kind: 'blank-page' | 'pages'; readonly atIso: string };
