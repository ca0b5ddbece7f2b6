import { deviceOf } from '../../../pipeline/batch/device-of.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { type Device, isOfDevice } from '../../../profile/device-match.ts';
import { covers, type DeviceBoxes, deviceBoxes, rectanglesFor } from '../../../report/decisions/device-boxes.ts';
import { joinBoxes } from '../../../text-search/join-boxes.ts';
import type { BatchState } from '../batch-state.ts';
import { areSame, type BoxDraft, type Rectangle } from '../boxes.ts';
import { listDelta } from './list-delta.ts';
import { proposedDraft } from './proposed-draft.ts';
import type { WaitingEntry } from './waiting-entries.ts';

/** The boxes by device that are in force, and the key under which stations are compared. */
export type DevicesInForce = { readonly boxes: readonly DeviceBoxes[]; readonly projectKey: Uint8Array };

/** Boxes that are proposed for the images of an entry. */
export type ProposedBoxes = {
  readonly draft: BoxDraft;
  /** Some of them were drawn in another series, or another batch, of the same device. */
  readonly isFromDevice: boolean;
};

/** Gives the boxes by device of a batch; the same object while they are the same. */
export function createDeviceList(): (state: Pick<BatchState, 'boxes' | 'files' | 'projectKey'>) => DevicesInForce {
  let last: DevicesInForce = { boxes: [], projectKey: new Uint8Array() };
  let from: readonly unknown[] = [];
  return ({ boxes: { decisions, devices }, files, projectKey: { bytes: projectKey } }) => {
    // Asked at each change of the page, and most of them are about something else.
    const now = [decisions, devices, files, projectKey];
    if (now.every((one, n) => one === from[n])) return last;
    from = now;
    const applied = decisions
      .filter(({ scope }) => scope === 'device')
      .map(({ atIso, scope, before }) => ({ atIso, scope, ids: [...before.keys()] }));
    const boxes = [...devices, ...deviceBoxes(applied, files, projectKey)];
    const isSame = projectKey === last.projectKey && JSON.stringify(boxes) === JSON.stringify(last.boxes);
    if (!isSame) last = { boxes, projectKey };
    return last;
  };
}

/** Asked for with each picture of the queue. */
const known = new WeakMap<DevicesInForce, WeakMap<readonly BatchFile[], ProposedBoxes | null>>();

/**
 * Boxes of the device that made these images, unless they have several sizes, and those around texts that the search found and these do not cover.
 * @returns null where there are none, and where somebody has boxes there already
 */
export function proposedBoxes(files: readonly BatchFile[], devices: DevicesInForce): ProposedBoxes | null {
  const byFiles = known.get(devices) ?? new WeakMap<readonly BatchFile[], ProposedBoxes | null>();
  known.set(devices, byFiles);
  const before = byFiles.get(files);
  if (before !== undefined) return before;
  const proposed = propose(files, devices);
  byFiles.set(files, proposed);
  return proposed;
}

function propose(files: readonly BatchFile[], { boxes, projectKey }: DevicesInForce): ProposedBoxes | null {
  const found = proposedDraft(files);
  const first = files[0];
  const isOpen = boxes.length > 0 && first !== undefined && !hasBoxes(files) && haveOneSize(files);
  const placed = isOpen ? distinct(rectanglesFor(deviceOf(first, projectKey), boxes)) : [];
  if (placed.length === 0) return found && { draft: found, isFromDevice: false };
  const beside = (found?.boxes ?? []).filter(({ rectangle }) => !covers(placed, [rectangle]));
  // The rest of a text that a box of the device covers for a good part goes with that box: two over each other cannot be told apart.
  const going = joinBoxes([...placed, ...beside.flatMap(({ isTicked, rectangle }) => (isTicked ? [rectangle] : []))]);
  const staying = beside.filter(({ isTicked }) => !isTicked);
  const all = [...going.map((rectangle) => ({ rectangle, isTicked: true })), ...staying];
  return { draft: { boxes: all.map((box, id) => ({ ...box, id })), base: [] }, isFromDevice: true };
}

/** How many series boxes of a device reach, with the one they are drawn in; or why they reach no other. */
export type DeviceReach =
  | { readonly kind: 'series'; readonly count: number }
  | { readonly kind: 'none'; readonly why: 'unknown-device' | 'no-other' | 'other-size' | 'several-sizes' };

/**
 * Tells which of the series that wait for a look at their images are of the same device, and have neither boxes nor a drawing of their
 * own. Asked for with each picture, of a queue of thousands of entries of few devices: it looks at what has changed since the last time.
 * @returns a function whose `file` is the one in which the boxes are drawn
 */
export function createDeviceReach() {
  const devicesAmong = createDeviceIndex();
  return (
    { seriesKey, files: members }: WaitingEntry,
    file: BatchFile,
    entries: readonly WaitingEntry[],
    drafts: ReadonlyMap<string, BoxDraft>,
    projectKey: Uint8Array,
  ): DeviceReach => {
    const own = deviceOf(file, projectKey);
    if (own === null) return { kind: 'none', why: 'unknown-device' };
    if (!haveOneSize(members)) return { kind: 'none', why: 'several-sizes' };
    let count = 1;
    let hasOtherSize = false;
    const drawn = new Set([seriesKey, ...drafts.keys()]);
    for (const { device, oneSize, severalSizes } of devicesAmong(entries, projectKey)) {
      if (!isOfDevice({ ...device, rows: own.rows, columns: own.columns }, own)) continue;
      const isSame = isOfDevice(device, own);
      if (isSame) count += countWithout(oneSize, drawn);
      hasOtherSize ||= countWithout(severalSizes, drawn) > 0 || (!isSame && countWithout(oneSize, drawn) > 0);
    }
    if (count > 1) return { kind: 'series', count };
    return { kind: 'none', why: hasOtherSize ? 'other-size' : 'no-other' };
  };
}

function countWithout(series: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return series.size - [...others].filter((key) => series.has(key)).length;
}

/** Keys of series that wait for a look at their images and have no boxes, by the device and size of their first image. */
type DeviceSeries = { readonly device: Device; readonly oneSize: Set<string>; readonly severalSizes: Set<string> };

function createDeviceIndex() {
  let last: readonly WaitingEntry[] = [];
  let under: Uint8Array | null = null;
  const found = new Map<string, DeviceSeries>();
  return (entries: readonly WaitingEntry[], projectKey: Uint8Array): Iterable<DeviceSeries> => {
    if (under !== projectKey) {
      found.clear();
      last = [];
    }
    const setOf = (entry: WaitingEntry): Set<string> | null => {
      const images = imagesOf(entry, projectKey);
      if (images === null) return null;
      const own = found.get(images.name) ?? { device: images.device, oneSize: new Set(), severalSizes: new Set() };
      found.set(images.name, own);
      return images.hasOneSize ? own.oneSize : own.severalSizes;
    };
    const { gone, come } = listDelta(last, entries);
    for (const entry of gone) setOf(entry)?.delete(entry.seriesKey);
    for (const entry of come) setOf(entry)?.add(entry.seriesKey);
    last = entries;
    under = projectKey;
    return found.values();
  };
}

/** `name` is equal for equal devices. */
type OpenImages = { readonly device: Device; readonly name: string; readonly hasOneSize: boolean };

/** An entry stays the same object until its files change. */
const knownImages = new WeakMap<WaitingEntry, { readonly under: Uint8Array; readonly images: OpenImages | null }>();

/** @returns null where an entry is not about images, or has boxes, or where nobody can tell the device */
function imagesOf(entry: WaitingEntry, projectKey: Uint8Array): OpenImages | null {
  const before = knownImages.get(entry);
  if (before?.under === projectKey) return before.images;
  const { reason, files } = entry;
  const first = reason === 'may-show-text' && !hasBoxes(files) ? files[0] : undefined;
  const device = first === undefined ? null : deviceOf(first, projectKey);
  const images = device && { device, name: JSON.stringify(Object.values(device)), hasOneSize: haveOneSize(files) };
  knownImages.set(entry, { under: projectKey, images });
  return images;
}

function hasBoxes(files: readonly BatchFile[]): boolean {
  return files.some(({ redaction }) => redaction !== undefined);
}

/** In an image of another size the same box would lie elsewhere. */
function haveOneSize(files: readonly BatchFile[]): boolean {
  const first = summaryOf(files[0]);
  return files.every((file) => {
    const summary = summaryOf(file);
    return summary?.rows === first?.rows && summary?.columns === first?.columns;
  });
}

function summaryOf(file: BatchFile | undefined) {
  return file?.scan.kind === 'dicom' ? file.scan.summary : null;
}

function distinct(rectangles: readonly Rectangle[]): readonly Rectangle[] {
  return rectangles.filter((one, n) => rectangles.findIndex((other) => areSame([one], [other])) === n);
}
