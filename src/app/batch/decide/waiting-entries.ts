import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { countImages } from '../derived/count-images.ts';
import { findFile } from '../derived/find-file.ts';
import { sortMembers } from '../derived/group-studies.ts';
import { seriesName } from '../derived/series-name.ts';
import type { Patient, Series } from '../derived/study-nodes.ts';
import { isUnplanned } from '../forecast-state.ts';
import { type Hold, type StandingRules, standingOf } from '../outcomes.ts';
import { createEntriesInOrder } from './entries-in-order.ts';
import type { ListDelta } from './list-delta.ts';
import { entryKey, type HeldPlace, isAbout, reasonOf, strongestOf, type WaitReason } from './wait-reasons.ts';
import { type WaitingSeries, waitingSeriesOf } from './waiting-series.ts';

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
  /** As in the tree of studies: two patients may have the same name. */
  readonly patientKey: string;
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

/** The entry that a person has open, and all files as they are now. */
type OpenPlace = { readonly key: string | null; readonly files: readonly BatchFile[] };

/** Gives the queue for a tree of studies; series that have not changed keep their entries. */
export type WaitingList = (
  patients: readonly Patient[],
  rules: StandingRules,
  open?: OpenPlace,
) => readonly WaitingEntry[];

/**
 * The queue, by reason, at the cost of what has changed. Inside a reason an entry keeps its place for as long as it waits, and new
 * ones join at the end, so that nothing moves under the pointer. The images of an entry are in order of their numbers. The open entry stays as it was known while its files are planned anew, because only their
 * outcomes may tell that it waits.
 * @param shown the tree of studies as a person saw it last: what waits from the start stands in its order
 */
export function createWaitingList(shown: readonly Patient[] = []): WaitingList {
  const entriesOf = createEntryKeeper();
  const queue = createEntriesInOrder(seriesIn(shown));
  const known = createKnownEntries();
  let last: readonly WaitingEntry[] | null = null;
  return (patients, rules, open = nothingOpen) => {
    const delta = entriesOf(patients, rules);
    const before = known.shown(open.key);
    if (delta !== null) {
      last = null;
      queue.change(delta);
      known.change(delta);
    }
    const now = before && known.current(before.key);
    const isKept = before !== undefined && isBeingPlanned(before, now, open.files);
    known.show(isKept ? now : undefined);
    if (isKept) return queue.listWith({ ...before, isChecking: true }, now);
    last ??= queue.list();
    return last;
  };
}

/** The keys of all series of a tree, as they follow each other in it. */
function seriesIn(patients: readonly Patient[]): readonly string[] {
  return patients.flatMap(({ studies }) => studies.flatMap(({ series }) => series.map(({ key }) => key)));
}

/** By key what waits, and how it was shown last. */
function createKnownEntries() {
  const current = new Map<string, WaitingEntry>();
  const shown = new Map<string, WaitingEntry>();
  /** Came since then. */
  let come: readonly WaitingEntry[] = [];
  return {
    current: (key: string) => current.get(key),
    shown: (key: string | null) => (key === null ? undefined : shown.get(key)),
    change: (delta: ListDelta<WaitingEntry>): void => {
      for (const { key } of delta.gone) current.delete(key);
      for (const entry of delta.come) current.set(entry.key, entry);
      come = [...come, ...delta.come];
    },
    /** @param except stays as it was shown before; undefined where nothing does */
    show: (except: WaitingEntry | undefined): void => {
      for (const entry of come) if (entry !== except && current.get(entry.key) === entry) shown.set(entry.key, entry);
      come = except === undefined ? [] : [except];
    },
  };
}

/**
 * What comes and goes in a tree of studies, each series for its strongest reason; null where all is as it was. A patient who has not
 * changed is passed over.
 */
function createEntryKeeper() {
  let from: { readonly patients: readonly Patient[]; readonly rules: StandingRules | null } = nothingKnown;
  let waiting: (readonly WaitingEntry[])[] = [];
  return (patients: readonly Patient[], rules: StandingRules): ListDelta<WaitingEntry> | null => {
    if (from.patients === patients && from.rules === rules) return null;
    if (from.rules !== rules) from = { ...from, patients: [] };
    const gone: WaitingEntry[] = waiting.slice(patients.length).flat();
    const come: WaitingEntry[] = [];
    waiting = waiting.slice(0, patients.length);
    for (const [at, patient] of patients.entries()) {
      if (patient === from.patients[at]) continue;
      const before = new Set(waiting[at]);
      const now = [...waitingSeriesOf(patient)].flatMap((one) => entryFor(one, rules) ?? []);
      waiting[at] = now;
      for (const entry of now) if (!before.delete(entry)) come.push(entry);
      gone.push(...before);
    }
    from = { patients, rules };
    return { gone, come };
  };
}

const nothingKnown = { patients: [], rules: null };

const nothingOpen: OpenPlace = { key: null, files: [] };

/** What was found of each series under the rules in use: the next queue need not look at it again. */
const found = new WeakMap<StandingRules, WeakMap<Series, WaitingEntry | null>>();

function entryFor({ series, date, patient }: WaitingSeries, rules: StandingRules): WaitingEntry | null {
  const known = found.get(rules) ?? new WeakMap<Series, WaitingEntry | null>();
  found.set(rules, known);
  const before = known.get(series);
  if (before !== undefined && (before === null || isStillOf(before, date, patient))) return before;
  const entry = entryOf(series, date, patient, rules);
  known.set(series, entry);
  return entry;
}

/** False where the same series is shown with another study or patient than before. */
function isStillOf(entry: WaitingEntry, date: string, { key, name, id }: Patient): boolean {
  return entry.date === date && entry.patientKey === key && entry.patient === (name || id);
}

/** Looks at what waits before a queue is made of it. Takes turns, because thousands of series would block the page. */
export function* lookAhead(patients: readonly Patient[], rules: StandingRules): Generator<void, void> {
  for (const patient of patients)
    for (const one of waitingSeriesOf(patient)) {
      entryFor(one, rules);
      yield;
    }
}

/** True where an entry is gone, or is about another value, while some of its files have no outcome. */
function isBeingPlanned(before: WaitingEntry, now: WaitingEntry | undefined, files: readonly BatchFile[]): boolean {
  if (now !== undefined && subjectOf(now) === subjectOf(before)) return false;
  return before.files.some(({ id }) => {
    const file = findFile(files, id);
    return file !== undefined && isUnplanned(file);
  });
}

/** What is decided in an entry: another value of the same series is another subject. */
export function subjectOf({ key, value }: Pick<WaitingEntry, 'key' | 'value'>): string {
  return value === null ? key : `${key} ${value.likeness ?? value.path}`;
}

/** What waits in a series for its strongest reason; the next reason follows when this one is settled. */
function entryOf(
  series: Series,
  date: string,
  { key: patientKey, name, id }: Pick<Patient, 'key' | 'name' | 'id'>,
  rules: StandingRules,
): WaitingEntry | null {
  const members = sortMembers(series.members);
  // Thousands of series are looked at when the queue is made: no list is made of what can be counted on the way.
  const held: { readonly file: BatchFile; readonly holds: readonly Hold[] }[] = [];
  const reasons = new Set<WaitReason>();
  for (const file of members) {
    const standing = standingOf(file, rules);
    if (standing.kind !== 'held') continue;
    held.push({ file, holds: standing.holds });
    for (const hold of standing.holds) reasons.add(reasonOf(hold));
  }
  const reason = strongestOf(reasons);
  if (reason === undefined) return null;
  const value = reason === 'identifier' ? firstValue(held.flatMap(({ holds }) => holds)) : null;
  const files: BatchFile[] = [];
  const sentences = new Set<string>();
  let isReleasable = true;
  let canBlankPage = true;
  for (const { file, holds } of held) {
    const own = holds.filter((hold) => reasonOf(hold) === reason && (value === null || isAbout(hold, value)));
    if (own.length === 0) continue;
    files.push(file);
    for (const hold of own) {
      sentences.add(hold.reason);
      isReleasable &&= hold.isReleasable;
      canBlankPage &&= hold.canBlankPage === true;
    }
    // Only a look at images settles one reason and leaves the others in force. A release for anything else would free a file of
    // all of them: nothing rides along.
    isReleasable &&= reason === 'may-show-text' || own.length === holds.length;
  }
  return {
    key: entryKey(reason, series.key),
    seriesKey: series.key,
    reason,
    title: seriesName(series),
    modality: series.modality,
    date,
    patient: name || id,
    patientKey,
    files,
    members,
    images: countImages(files),
    sentences: [...sentences],
    isReleasable,
    value,
    canBlankPage,
    isChecking: false,
  };
}

/** One value is decided at a time. The next one of the series follows when this one is settled. */
function firstValue(holds: readonly Hold[]): HeldPlace | null {
  const hold = holds.find((one) => reasonOf(one) === 'identifier' && one.path !== undefined);
  return hold?.path === undefined ? null : { path: hold.path, likeness: hold.held?.likeness ?? null };
}
