import { isLoopback } from '../../pipeline/pool/node/loopback.ts';
import { usageError } from '../exit-status.ts';

/**
 * The studies resource of a DICOMweb server (PS3.18 10.5), as `https://pacs.example.org/dicom-web/studies`. The address of the
 * service, which has no `studies` at its end, is taken as well.
 * @returns null for what is no web address
 * @throws CommandError for an address that holds what may be a secret, or that would send files in the clear
 */
export function serverAddress(named: string): string | null {
  if (!/^https?:/i.test(named)) return null;
  if (!URL.canParse(named)) throw usageError('OUT is no address of a server.');
  const url = new URL(named);
  // An address that ends with an empty query or fragment has neither by its parts.
  if (url.username !== '' || url.password !== '' || /[?#]/.test(url.href)) throw usageError(onlyAddress);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw usageError(inTheClear);
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path.endsWith('/studies') ? path : `${path}/studies`}`;
}

const onlyAddress =
  'The address of OUT has a user, a password, a query or a fragment in it. Put the sign-in into a file and name that by --sign-in.';
const inTheClear = 'OUT is http: and not on this computer, so files would go in the clear. Use https:.';
