import type { Credentials } from '../../pipeline/contracts/upload.ts';
import { signInHeaders } from './sign-in.ts';
import type { RequestDescription } from './upload-protocol.ts';

/** A request as XNAT wants it: its token against forged requests belongs to a session, which a cookie carries. */
export function xnatRequest(
  credentials: Credentials,
  method: 'GET' | 'POST',
  url: string,
  body: Blob | null,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): RequestDescription {
  const contentType: Readonly<Record<string, string>> = body === null ? {} : { 'Content-Type': 'application/zip' };
  const headers = { ...signInHeaders(credentials), ...contentType };
  return { method, url, headers, body, withCredentials: credentials.kind !== 'none', onProgress, signal };
}
