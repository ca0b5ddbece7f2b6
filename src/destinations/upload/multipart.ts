/** A `multipart/related` body whose parts stay where they are: a Blob of Blobs is not copied (RFC 2387, PS3.18 8.6.1.2). */
export function multipartRelated(parts: readonly Blob[], partType: string, boundary: string) {
  const head = `\r\nContent-Type: ${partType}\r\n\r\n`;
  const pieces = parts.flatMap((part, at) => [`${at === 0 ? '' : '\r\n'}--${boundary}${head}`, part]);
  return {
    contentType: `multipart/related; type="${partType}"; boundary=${boundary}`,
    body: new Blob([...pieces, `\r\n--${boundary}--\r\n`]),
  };
}

const boundaryBytes = 18;

/** 144 random bits: no file holds it but by a chance that nobody will see. */
export function randomBoundary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(boundaryBytes));
  return `nescio-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
