/** Any DICOM, in the transfer syntax in which it is stored (PS3.18 8.7.3). */
export const anyDicom = 'multipart/related; type="application/dicom"; transfer-syntax=*';
/** The same, by itself (PS3.18 8.7.5). */
export const singleDicom = 'application/dicom; transfer-syntax=*';
export const dicomJson = 'application/dicom+json';
/** A server may not know an instance, or not any more (RFC 9110, 15.5.5 and 15.5.11). */
export const missingStatuses: ReadonlySet<number> = new Set([404, 410]);

/** Of a server, or a proxy before it, that is not there for now or has too much to do; by name what a proxy makes up itself as well (52x). */
export function isAwayStatus(status: number): boolean {
  return [408, 425, 429, 502, 503, 504].includes(status) || (status >= 520 && status < 600);
}

/** Asks a DICOMweb server for something, for so long at most. @param accept media type */
export function webRequest(url: string, accept: string, signal: AbortSignal, mostMs: number) {
  return {
    method: 'GET' as const,
    url,
    headers: { Accept: accept },
    body: null,
    withCredentials: false,
    onProgress: () => undefined,
    signal: AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(mostMs))]),
  };
}
