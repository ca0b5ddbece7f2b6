/** What a source of tokens has answered. */
export type TokenAnswer =
  /** `livesMs`: how long the token is good for; null where nobody says. */
  | { readonly kind: 'token'; readonly token: string; readonly livesMs: number | null }
  /** It gives none before a person has done something. */
  | { readonly kind: 'refused' }
  /** It did not answer, or has a fault that may pass. */
  | { readonly kind: 'away' };

/** A place that gives tokens. Nothing of it throws. */
export type TokenSource = {
  /** Gives a new token without a person. */
  readonly renew: () => Promise<TokenAnswer>;
  /** Whether `renew` has something to renew with now. */
  readonly renewsAlone: () => boolean;
  /** Lets the person sign in, in a window that opens at once; null where the page has no part in that. */
  readonly ask: ((signal: AbortSignal) => Promise<TokenAnswer | { readonly kind: 'blocked' | 'cancelled' }>) | null;
};

/** Bearer tokens as headers can hold them (RFC 6750, 2.1). */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w\-.~+/]+=*$/.test(value);
}
