import { deviceOf } from '../../pipeline/batch/device-of.ts';
import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { Rectangle } from '../../pixel-data/redaction/redaction.ts';
import { type Device, isOfDevice } from '../../profile/device-match.ts';
import type { BoxScope, SavedDevice } from './saved-decisions.ts';

/** Boxes for the images of one device. */
export type DeviceBoxes = Pick<SavedDevice, 'at' | 'match' | 'rectangles'>;

/** Boxes that a person applied; the first of the files stands for what was before their eyes. */
type Applied = { readonly atIso: string; readonly scope: BoxScope; readonly ids: readonly number[] };

/**
 * The boxes that were applied for a device, as the image has them now in which they were drawn: what is changed there holds for the
 * device, and what is taken back is none. Nothing of an image whose device cannot be told.
 */
export function deviceBoxes(
  applied: readonly Applied[],
  files: Iterable<BatchFile>,
  projectKey: Uint8Array,
): readonly DeviceBoxes[] {
  const forDevices = applied.filter(({ scope }) => scope === 'device');
  if (forDevices.length === 0) return [];
  const first = firstFiles(forDevices, files);
  return forDevices.flatMap(({ atIso: at, ids: [id] }) => {
    const file = id === undefined ? undefined : first.get(id);
    const match = file === undefined ? null : deviceOf(file, projectKey);
    const rectangles = file === undefined ? [] : blankedIn(file);
    return match === null || rectangles.length === 0 ? [] : [{ at, match, rectangles }];
  });
}

/**
 * Boxes by device as they are saved, with how often a person has blanked them.
 * @param opened those of an earlier file of decisions, which count on
 */
export function savedDevices(
  applied: readonly Applied[],
  files: Iterable<BatchFile>,
  projectKey: Uint8Array,
  opened: readonly SavedDevice[] = [],
): readonly SavedDevice[] {
  const drawn = deviceBoxes(applied, files, projectKey);
  if (drawn.length + opened.length === 0) return [];
  const first = firstFiles(applied, files);
  const places = applied.flatMap(({ atIso, ids: [id] }) => {
    const file = id === undefined ? undefined : first.get(id);
    const device = file === undefined ? null : deviceOf(file, projectKey);
    return file === undefined || device === null ? [] : [{ atIso, file, device }];
  });
  const counted = (boxes: DeviceBoxes, { series, last }: SavedDevice['blanked']): SavedDevice => {
    const since = places.filter(
      ({ atIso, file, device }) =>
        atIso > last && isOfDevice(device, boxes.match) && covers(blankedIn(file), boxes.rectangles),
    );
    const { at, match, rectangles } = boxes;
    const times = [last || at, ...since.map(({ atIso }) => atIso)].sort();
    const blanked = { series: series + new Set(since.map(({ file }) => keyOf(file))).size, last: times.at(-1)! };
    return { at, match, rectangles, blanked };
  };
  return [
    ...joinDevices(opened).map((boxes) => counted(boxes, boxes.blanked)),
    ...drawn.map((boxes) => counted(boxes, { series: 0, last: '' })),
  ];
}

/** Boxes by device of several runs of one batch. What several of them have stands once, as the one has it that counts most. */
export function joinDevices(devices: readonly SavedDevice[]): readonly SavedDevice[] {
  const joined = new Map<string, SavedDevice>();
  for (const one of devices) {
    const key = JSON.stringify([one.at, one.match, one.rectangles]);
    const known = joined.get(key);
    if (known === undefined || known.blanked.series < one.blanked.series) joined.set(key, one);
  }
  return [...joined.values()];
}

/** Those of some boxes that are meant for a device. */
export function rectanglesFor(device: Device | null, boxes: readonly DeviceBoxes[]): readonly Rectangle[] {
  return device === null ? [] : boxes.flatMap(({ match, rectangles }) => (isOfDevice(device, match) ? rectangles : []));
}

/** True where each of these lies inside one that goes. */
export function covers(going: readonly Rectangle[], rectangles: readonly Rectangle[]): boolean {
  return rectangles.every((one) => going.some((other) => isInside(one, other)));
}

function isInside(one: Rectangle, other: Rectangle): boolean {
  return (
    one.column >= other.column &&
    one.row >= other.row &&
    one.column + one.columns <= other.column + other.columns &&
    one.row + one.rows <= other.row + other.rows
  );
}

function blankedIn({ redaction }: BatchFile): readonly Rectangle[] {
  const areas = redaction?.areas ?? [];
  return areas.flatMap(({ kind, frames, rectangles }) => (kind === 'blank' && frames === 'all' ? rectangles : []));
}

function firstFiles(applied: readonly Applied[], files: Iterable<BatchFile>): ReadonlyMap<number, BatchFile> {
  const wanted = new Set(applied.map(({ ids: [id] }) => id));
  const found = new Map<number, BatchFile>();
  for (const file of files) if (wanted.has(file.id)) found.set(file.id, file);
  return found;
}

function keyOf({ scan }: BatchFile): string {
  return scan.kind === 'dicom' ? seriesKeyOf(scan.summary) : '';
}
