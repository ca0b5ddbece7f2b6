import { latin1Text } from '../../../dicom/ascii-text.ts';
import { gunzipBounded, gzipBytes } from '../../../dicom/gzip-bounded.ts';
import type { IndexedDataset } from '../../../dicom/indexed-dataset.ts';
import { joinBytes } from '../../../dicom/join-bytes.ts';
import { isPlainNumber, type ValueLimit } from '../../../profile/private-values.ts';
import { listedLimit, numberMayStay, textMayStay } from '../may-stay.ts';

/** A protocol has some kilobytes. */
const mostBytes = 256 * 1024;

const count = listedLimit('0..99999');

/** Lines of a GE protocol that converters read: the order and number of slices, bands and delays; and the usual numbers. */
const rules: ReadonlyMap<string, ValueLimit> = new Map([
  ...'SLICEORDER VIEWORDER MBACCEL NOSLC NECHO NUMSHOTS NUMBVALUE TEMPORALPHASES MATRIXX MATRIXY NEX SLPERLOC'
    .split(' ')
    .map((key) => [key, count] as const),
  ...'FLIPANG FOV SLTHICK SPC PHASEFOV TE TR'.split(' ').map((key) => [key, count] as const),
  ...'DELACQ DELACQNOAV PHASEDELAYS1'.split(' ').map((key) => [key, listedLimit('form:delay')] as const),
  ['IMODE', listedLimit('terms:2D 3D CINE')],
  ['IOPT', listedLimit('form:geOptions')],
]);

/**
 * Makes the protocol block of GE (0025,xx1B) anew: a length and a gzip stream of lines `KEY "value"`, of which the listed ones
 * stay.
 * @returns null when the stream cannot be read or has no listed line
 */
export function cleanProtocolBlock(bytes: Uint8Array, dataset: IndexedDataset): Uint8Array | null {
  if (bytes.length < 24) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  if (length > bytes.length - 4) return null;
  const inflated = gunzipBounded(bytes.subarray(4, 4 + length), mostBytes);
  if (inflated === null) return null;
  const lines = new Map<string, string>();
  for (const line of latin1Text(inflated, 0, inflated.length).split('\n')) {
    const [, key = '', value = ''] = /^(?:set )?([A-Z][A-Z\d_]{1,30}) "([^"]{0,200})"\s*$/.exec(line) ?? [];
    if (!lines.has(key) && mayStay(key, value.trim(), dataset)) lines.set(key, value.trim());
  }
  if (lines.size === 0) return null;
  const text = [...lines].map(([key, value]) => `${key} "${value}"\n`).join('');
  const packed = gzipBytes(new TextEncoder().encode(text));
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, packed.length, true);
  return joinBytes([head, packed]);
}

function mayStay(key: string, value: string, dataset: IndexedDataset): boolean {
  const limit = rules.get(key);
  // No search of the output reads inside the gzip stream, so the digits as written are looked at as well.
  if (limit === undefined || value === '' || !textMayStay(dataset, value, limit)) return false;
  return !isPlainNumber(value) || (!/e/i.test(value) && numberMayStay(dataset, value, limit, 'FD'));
}
