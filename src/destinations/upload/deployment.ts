/** How a person signs in. Secrets are typed into the page and held in memory only, never in a deployment. */
export type SignIn = 'none' | 'bearer' | 'basic' | 'header' | 'cookie';

/**
 * A destination that the operator of the page has set; the content security policy names its origin and no other.
 * `url` may be changed by the person within the same origin.
 */
export type DeployedDestination = {
  readonly kind: 'stow-rs' | 'xnat' | 'tus' | 'presigned';
  /** Shown to people. */
  readonly name: string;
  /** Absolute, http(s), without credentials, query or fragment. */
  readonly url: string;
  readonly signIn: SignIn;
  /** Name of the header that `signIn: 'header'` fills. */
  readonly headerName: string | null;
};
