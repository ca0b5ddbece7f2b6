import { holdsImage } from '../../../text-search/found-text.ts';
import type { BatchState } from '../batch-state.ts';
import type { BoxDraft } from '../boxes.ts';
import type { Signature } from '../outcomes.ts';
import { isStillSearched } from '../search-state.ts';
import type { DecideState } from './decide-state.ts';
import { type DevicesInForce, proposedBoxes } from './device-proposals.ts';
import { type MadeDecision, sayNothingIdentifying } from './make-decision.ts';
import { type SeenImages, type Sighting, seenNumbers, withSightings } from './seen-images.ts';
import { sign } from './sign.ts';
import type { WaitingEntry } from './waiting-entries.ts';

/** Why a series of images cannot be decided together with others. */
type AloneCause =
  /** The detector found text in it that is more than a measurement or marker. */
  | 'text'
  /** Boxes are drawn in it, or set, or proposed as others of its device have them. */
  | 'boxes'
  /** The detector has not looked at all of it yet. */
  | 'searching'
  /** Its files are checked again. */
  | 'checking'
  /** Nobody can let it through as it is. */
  | 'not-releasable'
  /** One of its images does not fit the screen at the size at which it can be read. */
  | 'too-large'
  /** Text was found in it that cannot be read at the size of its tiles. */
  | 'smaller-text'
  /** One of its images could not be shown. */
  | 'not-shown';

export type AloneEntry = { readonly entry: WaitingEntry; readonly cause: AloneCause };

/** Images that wait for the same reason: series that can be looked at together, and those that a person decides one by one. */
export type ImageGroup = { readonly together: readonly WaitingEntry[]; readonly alone: readonly AloneEntry[] };

type Known = {
  readonly boxes: Pick<BatchState['boxes'], 'drafts'>;
  readonly devices: DevicesInForce;
  readonly search: BatchState['search'];
};

export function imageGroup(entries: readonly WaitingEntry[], known: Known): ImageGroup {
  const together: WaitingEntry[] = [];
  const alone: AloneEntry[] = [];
  for (const entry of entries) {
    if (entry.reason !== 'may-show-text') continue;
    const cause = whyAlone(entry, known);
    if (cause === null) together.push(entry);
    else alone.push({ entry, cause });
  }
  return { together, alone };
}

/** What a series was found to be, and what that rested on beside the series itself. */
type Judged = Pick<Known, 'devices' | 'search'> & {
  readonly draft: BoxDraft | undefined;
  readonly cause: AloneCause | null;
};

/** With each decision thousands of series are asked again, and nearly all of them are as they were. */
const judged = new WeakMap<WaitingEntry, Judged>();

/** @returns null for a series that can be decided together with others */
function whyAlone(entry: WaitingEntry, { boxes, devices, search }: Known): AloneCause | null {
  const draft = boxes.drafts.get(entry.seriesKey);
  const before = judged.get(entry);
  if (before?.draft === draft && before?.devices === devices && before.search === search) return before.cause;
  const cause = causeOf(entry, draft, { devices, search });
  judged.set(entry, { draft, devices, search, cause });
  return cause;
}

function causeOf(
  entry: WaitingEntry,
  draft: BoxDraft | undefined,
  { devices, search }: Pick<Known, 'devices' | 'search'>,
): AloneCause | null {
  if (entry.isChecking) return 'checking';
  if (!entry.isReleasable) return 'not-releasable';
  const { files } = entry;
  if (files.some((file) => file.search?.kind === 'searched' && file.search.texts.some(holdsImage))) return 'text';
  const isDrawn = draft?.boxes.some(({ isTicked }) => isTicked) === true;
  const isPlaced = draft === undefined && proposedBoxes(files, devices)?.isFromDevice === true;
  if (isDrawn || isPlaced || files.some(({ redaction }) => redaction !== undefined)) return 'boxes';
  return isStillSearched(files, search) ? 'searching' : null;
}

/**
 * *Nothing identifying* for each of these series of which every image was marked, by the series' own numbers. The others stay as they
 * are: no series is released for what was marked of another, or for images that were on the screen and not marked.
 */
export function releaseMarked(
  entries: readonly WaitingEntry[],
  marked: SeenImages,
  signature: Signature,
): readonly MadeDecision[] {
  return entries.flatMap((entry) => {
    const { files } = entry;
    const numbers = seenNumbers(marked, entry.seriesKey, files);
    const made = sayNothingIdentifying({ entry, files, seen: numbers, ...signature });
    const isWhole = made?.decision.verdict.kind === 'nothing-identifying' && made.decision.verdict.isAllSeen;
    return isWhole ? [made] : [];
  });
}

type Deciding = {
  readonly markPage: (sightings: readonly Sighting[]) => void;
  readonly decideEntries: (made: readonly MadeDecision[], next: string | null) => Promise<void>;
};

/**
 * Notes which images of several series were marked, and decides those series of which every image was, at once.
 * @param entries the series that have images among these
 * @param marked before that
 * @param open key of the entry that stays open in the queue
 */
export function markTogether(
  { markPage, decideEntries }: Deciding,
  entries: readonly WaitingEntry[],
  sightings: readonly Sighting[],
  { marked, open, initials }: Pick<DecideState, 'marked' | 'open' | 'initials'>,
): void {
  markPage(sightings);
  const made = releaseMarked(entries, withSightings(marked, 'each', sightings), sign({ initials }));
  if (made.length > 0) void decideEntries(made, open);
}
