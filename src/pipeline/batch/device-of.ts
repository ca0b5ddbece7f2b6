import { keyedHash, toBase32 } from '../../deidentify/keyed-hash.ts';
import type { Device } from '../../profile/device-match.ts';
import type { BatchFile } from '../contracts/batch-file.ts';

/** Digits of five bits: two stations of one batch have different marks. */
const stationDigits = 26;

/**
 * The device that made the image of a file. Its station is a mark under the project key.
 * @returns null where nobody can tell: the header lacks the manufacturer, the model or the station (two rooms may have the same
 * model, with other texts in other places), or the file has no image
 */
export function deviceOf({ scan }: Pick<BatchFile, 'scan'>, projectKey: Uint8Array): Device | null {
  if (scan.kind !== 'dicom' || scan.device === undefined) return null;
  const { manufacturer, model, station } = scan.device;
  const { sopClassUid: sopClass, rows, columns } = scan.summary;
  if ([manufacturer, model, station, sopClass].includes('') || rows === 0 || columns === 0) return null;
  return { manufacturer, model, station: stationMark(projectKey, station), sopClass, rows, columns };
}

/** A batch has few stations, and each is asked for with every picture of the queue. */
const known = new WeakMap<Uint8Array, Map<string, string>>();

function stationMark(projectKey: Uint8Array, station: string): string {
  const marks = known.get(projectKey) ?? new Map<string, string>();
  known.set(projectKey, marks);
  const mark = marks.get(station) ?? toBase32(keyedHash(projectKey, 'station', station), stationDigits);
  marks.set(station, mark);
  return mark;
}
