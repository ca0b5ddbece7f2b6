/**
 * A patient's new ID as one part of an output path: what some file system refuses, or reads as a folder of its own, becomes
 * `_`. Two IDs that differ in such characters alone share a folder; the parts below it stay apart.
 */
export function pathPart(id: string): string {
  const plain = id.replace(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^[. ]+|[. ]+$/g, '_');
  return plain === '' || deviceNames.test(plain) ? `_${plain}` : plain;
}

/** Names that Windows keeps for devices, with any ending. */
const deviceNames = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
