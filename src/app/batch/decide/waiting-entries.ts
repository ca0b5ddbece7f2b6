import { assertNever } from '../../../dicom/assert-never.ts';
import { seriesKeyOf } from '../../../pipeline/batch/series-key.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { FileSummary } from '../../../pipeline/contracts/file-outcome.ts';
import { countImages } from '../derived/count-images.ts';
import { seriesName } from '../derived/series-name.ts';
import type { Patient, Series } from '../derived/study-nodes.ts';
import { isUnplanned } from '../forecast-state.ts';
import { type Hold, type StandingRules, standingOf } from '../outcomes.ts';

/** Why something waits for a person, strongest first: the queue is grouped in this order. */
const waitReasons = [
  'may-show-text',
  'geometry',
  'identifier',
  'report',
  'document',
  'not-understood',
  'other',
] as const;
export type WaitReason = (typeof waitReasons)[number];

/** One thing to decide: the files of a series that wait for the same reason. */
export type WaitingEntry = {
  readonly key: string;
  /** As in the tree of studies. */
  readonly seriesKey: string;
  readonly reason: WaitReason;
  readonly title: string;
  readonly modality: string;
  /** As written, so mostly YYYYMMDD. */
  readonly date: string;
  readonly patient: string;
  readonly files: readonly BatchFile[];
  /** The whole series, in which these files are. */
  readonly members: readonly BatchFile[];
  /** All frames of the files. */
  readonly images: number;
  /** What the holds of this reason say, once each. */
  readonly sentences: readonly string[];
  /** False where only leaving out is possible. */
  readonly isReleasable: boolean;
  /** What an entry of the reason `identifier` is about; null for the others. */
  readonly value: HeldPlace | null;
  /** True for documents in whose place a blank page can be put. */
  readonly canBlankPage: boolean;
  /** True while files are planned that it knew to wait: nothing can be decided about it meanwhile. */
  readonly isChecking: boolean;
};

/** A value by its place, and by what it shares with the same value elsewhere; null where it shares nothing. */
export type HeldPlace = { readonly path: string; readonly likeness: string | null };

/** The entry that a person has open, and all files as they are now. */
type OpenPlace = { readonly key: string | null; readonly files: readonly BatchFile[] };

/** Gives the queue for a tree of studies; series that have not changed keep their entries. */
export type WaitingList = (
  patients: readonly Patient[],
  rules: StandingRules,
  open?: OpenPlace,
) => readonly WaitingEntry[];

/**
 * The queue, by reason. Inside a reason an entry keeps its place for as long as it waits, and new ones join at the end, so
 * that nothing moves under the pointer. The open entry stays as it was known while its files are planned anew, because only their
 * outcomes may tell that it waits.
 */
export function createWaitingList(): WaitingList {
  const places = new Map<string, number>();
  const lastKnown = new Map<string, WaitingEntry>();
  let known = new WeakMap<Series, WaitingEntry | null>();
  let knownRules: StandingRules | null = null;
  return (patients, rules, open = nothingOpen) => {
    if (rules !== knownRules) known = new WeakMap();
    knownRules = rules;
    const entryFor = (series: Series, date: string, patient: Patient): WaitingEntry | null => {
      const entry = known.get(series);
      if (entry !== undefined) return entry;
      const made = entryOf(series, date, patient, rules);
      known.set(series, made);
      return made;
    };
    const waiting = new Map<string, WaitingEntry>();
    for (const { series, date, patient } of waitingSeries(patients)) {
      const entry = entryFor(series, date, patient);
      if (entry !== null) waiting.set(entry.key, entry);
    }
    const before = open.key === null ? undefined : lastKnown.get(open.key);
    const isKept = before !== undefined && isBeingPlanned(before, waiting.get(before.key), open.files);
    if (isKept) waiting.delete(before.key);
    for (const entry of waiting.values()) lastKnown.set(entry.key, entry);
    if (isKept) waiting.set(before.key, { ...before, isChecking: true });
    const groups = new Map<WaitReason, WaitingEntry[]>(waitReasons.map((reason) => [reason, []]));
    for (const entry of waiting.values()) groups.get(entry.reason)?.push(entry);
    const placeOf = ({ key }: WaitingEntry): number => {
      const place = places.get(key) ?? places.size;
      places.set(key, place);
      return place;
    };
    return [...groups.values()].flatMap((entries) => inOrder(entries, placeOf));
  };
}

const nothingOpen: OpenPlace = { key: null, files: [] };

/** True where an entry is gone, or is about another value, while some of its files have no outcome. */
function isBeingPlanned(before: WaitingEntry, now: WaitingEntry | undefined, files: readonly BatchFile[]): boolean {
  if (now !== undefined && subjectOf(now) === subjectOf(before)) return false;
  const ids = new Set(before.files.map(({ id }) => id));
  return files.some((file) => ids.has(file.id) && isUnplanned(file));
}

function* waitingSeries(patients: readonly Patient[]) {
  for (const patient of patients) {
    if (patient.counts.held === 0) continue;
    for (const { date, series } of patient.studies) {
      for (const one of series) if (one.counts.held > 0) yield { series: one, date, patient };
    }
  }
}

function inOrder(entries: readonly WaitingEntry[], placeOf: (entry: WaitingEntry) => number): readonly WaitingEntry[] {
  const placed = entries.map((entry) => ({ entry, place: placeOf(entry) }));
  return placed.sort((a, b) => a.place - b.place).map(({ entry }) => entry);
}

/** Of how many series something waits. */
export function countWaitingSeries(files: readonly BatchFile[], rules: StandingRules): number {
  const waiting = new Set<string>();
  // Files of one series mostly come together, and this is asked after each decision.
  let last: FileSummary | null = null;
  for (const file of files) {
    if (file.scan.kind !== 'dicom' || standingOf(file, rules).kind !== 'held') continue;
    const { summary } = file.scan;
    if (last !== null && isSameSeries(last, summary)) continue;
    last = summary;
    waiting.add(seriesKeyOf(summary));
  }
  return waiting.size;
}

function isSameSeries(one: FileSummary, other: FileSummary): boolean {
  return (
    one.seriesInstanceUid === other.seriesInstanceUid &&
    one.studyInstanceUid === other.studyInstanceUid &&
    one.patientKey === other.patientKey
  );
}

/** The key under which a file waits that is held for these; null where nothing holds it. */
export function entryKeyFor(holds: readonly Hold[], seriesKey: string): string | null {
  const reason = strongestReason(holds);
  return reason === undefined ? null : entryKey(reason, seriesKey);
}

function strongestReason(holds: readonly Hold[]): WaitReason | undefined {
  const present = new Set(holds.map(reasonOf));
  return waitReasons.find((reason) => present.has(reason));
}

/** The key of what waits in a series for a reason. */
export function entryKey(reason: WaitReason, seriesKey: string): string {
  return `${reason} ${seriesKey}`;
}

/** What is decided in an entry: another value of the same series is another subject. */
export function subjectOf({ key, value }: Pick<WaitingEntry, 'key' | 'value'>): string {
  return value === null ? key : `${key} ${value.likeness ?? value.path}`;
}

/**
 * The entry that is open: the one with this key. Where that is settled, its series is opened, should it wait for another reason. Else
 * the person stays in its place: next is what stood behind it, else what stood before it.
 * @param before the queue as it was while the entry waited
 */
export function openEntry(
  entries: readonly WaitingEntry[],
  key: string | null,
  before: readonly Pick<WaitingEntry, 'key'>[] = [],
): WaitingEntry | null {
  const waiting = new Map(entries.map((entry) => [entry.key, entry]));
  const at = before.findIndex((entry) => entry.key === key);
  const sameSeries = entries.filter(({ seriesKey }) =>
    waitReasons.some((reason) => entryKey(reason, seriesKey) === key),
  );
  const behind = at < 0 ? [] : [...before.slice(at + 1), ...before.slice(0, at).reverse()];
  const near = [{ key: key ?? '' }, ...sameSeries, ...behind].find((entry) => waiting.has(entry.key));
  return (near && waiting.get(near.key)) ?? entries[0] ?? null;
}

/** The entry so many places behind this one, round the ends of the queue; null where there is no other. */
export function entryBeside(entries: readonly WaitingEntry[], key: string, step: 1 | -1): WaitingEntry | null {
  const at = entries.findIndex((entry) => entry.key === key);
  const beside = entries[(at + step + entries.length) % entries.length];
  return beside === undefined || beside.key === key ? null : beside;
}

/** What waits in a series for its strongest reason; the next reason follows when this one is settled. */
function entryOf(
  series: Series,
  date: string,
  { name, id }: Pick<Patient, 'name' | 'id'>,
  rules: StandingRules,
): WaitingEntry | null {
  const held = series.members.flatMap((file) => {
    const standing = standingOf(file, rules);
    return standing.kind === 'held' ? [{ file, holds: standing.holds }] : [];
  });
  const reason = strongestReason(held.flatMap(({ holds }) => holds));
  if (reason === undefined) return null;
  const value = reason === 'identifier' ? firstValue(held.flatMap(({ holds }) => holds)) : null;
  const waiting = held.flatMap(({ file, holds }) => {
    const own = holds.filter((hold) => reasonOf(hold) === reason && (value === null || isAbout(hold, value)));
    return own.length === 0 ? [] : [{ file, holds: own, every: holds }];
  });
  const holds = waiting.flatMap((one) => one.holds);
  return {
    key: entryKey(reason, series.key),
    seriesKey: series.key,
    reason,
    title: seriesName(series),
    modality: series.modality,
    date,
    patient: name || id,
    files: waiting.map(({ file }) => file),
    members: series.members,
    images: countImages(waiting.map(({ file }) => file)),
    sentences: [...new Set(holds.map((hold) => hold.reason))],
    isReleasable: isReleasable(reason, waiting),
    value,
    canBlankPage: holds.every((hold) => hold.canBlankPage === true),
    isChecking: false,
  };
}

/** One value is decided at a time. The next one of the series follows when this one is settled. */
function firstValue(holds: readonly Hold[]): HeldPlace | null {
  const hold = holds.find((one) => reasonOf(one) === 'identifier' && one.path !== undefined);
  return hold?.path === undefined ? null : { path: hold.path, likeness: hold.held?.likeness ?? null };
}

/** True when a hold is about this value. Values that share nothing are told by their place alone. */
export function isAbout({ path, held }: Hold, value: HeldPlace): boolean {
  const likeness = held?.likeness ?? null;
  return value.likeness === null ? likeness === null && path === value.path : likeness === value.likeness;
}

/**
 * Only a look at images settles one reason and leaves the others in force. A release for anything else would free a file of
 * all of them: nothing rides along.
 */
function isReleasable(
  reason: WaitReason,
  waiting: readonly { readonly holds: readonly Hold[]; readonly every: readonly Hold[] }[],
): boolean {
  return waiting.every(
    ({ holds, every }) =>
      holds.every((hold) => hold.isReleasable) && (reason === 'may-show-text' || holds.length === every.length),
  );
}

function reasonOf({ kind }: Hold): WaitReason {
  switch (kind) {
    case 'pixels':
      return 'may-show-text';
    case 'geometry-change':
      return 'geometry';
    case 'residual-identifier':
      return 'identifier';
    case 'structured-content':
      return 'report';
    case 'encapsulated-document':
      return 'document';
    case 'unknown-structure':
    case 'lost-content':
    case 'self-check':
      return 'not-understood';
    case 'patient-not-listed':
    case 'same-instance':
      return 'other';
    default:
      return assertNever(kind);
  }
}

/** How many images a file holds. */
export function framesOf({ scan }: BatchFile): number {
  return scan.kind === 'dicom' ? Math.max(1, scan.summary.frames) : 1;
}
