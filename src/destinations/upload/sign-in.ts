/** How a person signs in. Lives in memory for as long as the page is open, nowhere else. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  /** The browser's own session with that server. */
  | { readonly kind: 'cookie' };

/** Headers that carry them (RFC 6750, RFC 7617). */
export function signInHeaders(credentials: Credentials): Readonly<Record<string, string>> {
  switch (credentials.kind) {
    case 'bearer':
      return { Authorization: `Bearer ${credentials.token}` };
    case 'basic': {
      const bytes = new TextEncoder().encode(`${credentials.user}:${credentials.password}`);
      return { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
    }
    case 'header':
      return { [credentials.name]: credentials.value };
    default:
      return {};
  }
}
