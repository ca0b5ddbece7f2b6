import type { Credentials } from '../../pipeline/contracts/upload.ts';

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
