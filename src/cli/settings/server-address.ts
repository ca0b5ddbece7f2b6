import { isLoopback } from '../../pipeline/pool/node/loopback.ts';
import { usageError } from '../exit-status.ts';

/**
 * The studies resource of a DICOMweb server (PS3.18 10.5), as `https://pacs.example.org/dicom-web/studies`. The address of the
 * service, which has no `studies` at its end, is taken as well.
 * @returns null for what is no web address
 * @throws CommandError as `checkedAddress`
 */
export function serverAddress(named: string): string | null {
  if (!/^https?:/i.test(named)) return null;
  const url = checkedAddress(named, 'OUT', 'files would go');
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path.endsWith('/studies') ? path : `${path}/studies`}`;
}

/**
 * Reads a web address.
 * @param what the argument is, and `danger` what would be in the clear, for people
 * @throws CommandError for an address that is none, that holds what may be a secret, or over which files would travel in the clear
 */
export function checkedAddress(named: string, what: string, danger: string): URL {
  if (!URL.canParse(named)) throw usageError(`${what} is no address of a server.`);
  const url = new URL(named);
  // An address that ends with an empty query or fragment has neither by its parts.
  if (url.username !== '' || url.password !== '' || /[?#]/.test(url.href)) {
    throw usageError(
      `The address of ${what} has a user, a password, a query or a fragment in it. Put the sign-in into a file and name that by --sign-in.`,
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw usageError(`${what} is http: and not on this computer, so ${danger} in the clear. Use https:.`);
  }
  return url;
}
