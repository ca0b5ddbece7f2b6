import type { Credentials } from '../../pipeline/contracts/upload.ts';

/** Stands in a request for a token that is given; `signRequests` puts the one of the moment in its place. No server sees it. */
export const issuedToken = 'Bearer {issued}';

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
    case 'issued':
      return { Authorization: issuedToken };
    default:
      return {};
  }
}
