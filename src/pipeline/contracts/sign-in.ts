/** What the page and the destinations say to each other about tokens that are given to the page, and not typed. */

/** Who gives the token of a destination; the operator of the page has set it (docs/hosting.md). */
export type CredentialSource =
  /** An address that answers a person who has a session there in this browser. */
  | { readonly kind: 'endpoint'; readonly url: string }
  /** An OpenID provider, where the person signs in in a window of its own. */
  | { readonly kind: 'oidc'; readonly issuer: string; readonly clientId: string; readonly scope: string };

/**
 * How it stands. `isRenewed`: by itself, without the person. `refused` by its source: it gives no token now. `refused` by the server: it does not take the token. `expired`: only
 * the person can go on. `blocked`: the browser did not open the window.
 */
export type SignInState =
  | { readonly kind: 'signed-out' | 'signing-in' | 'expired' | 'unreachable' | 'blocked' }
  | { readonly kind: 'signed-in'; readonly isRenewed: boolean }
  | { readonly kind: 'refused'; readonly by: 'source' | 'server' };

/** For the page. Tokens never come here. */
export type SignIns = {
  /** Tells how it stands, soon and after each change. @returns ends it */
  readonly watch: (source: CredentialSource, onState: (state: SignInState) => void) => () => void;
  /** Opens the window of an issuer. To be called by a click: browsers block it otherwise. */
  readonly signIn: (source: CredentialSource) => void;
  /** Waits for the window no longer. */
  readonly cancel: (source: CredentialSource) => void;
};

/** The host that gives the token, for people. */
export function hostOfSource(source: CredentialSource): string {
  return new URL(source.kind === 'endpoint' ? source.url : source.issuer).host;
}
