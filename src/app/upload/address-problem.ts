import type { DeployedDestination } from '../../pipeline/contracts/upload.ts';
import { uploadStrings as text } from '../ui/strings/upload/uploads.ts';

/**
 * @param destinations those whose servers may be named
 * @returns why nothing can be sent to this address, in words for people; null when it can
 */
export function addressProblem(url: string, destinations: readonly DeployedDestination[]): string | null {
  if (!URL.canParse(url)) return text.badAddress('is not complete; it begins with https://');
  const { origin, username, password, search, hash } = new URL(url);
  if (username !== '' || password !== '') return text.badAddress('holds a user or password; type them below');
  if (search !== '' || hash !== '') return text.badAddress('has a query or fragment, which is not needed');
  const origins = [...new Set(destinations.map((destination) => new URL(destination.url).origin))];
  return origins.includes(origin) ? null : text.otherServer(origins.join(', '));
}
