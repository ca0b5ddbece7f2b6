import type { SeenCounts } from '../../../dicom/seen-counts.ts';
import type { PurposeId } from '../../../profile/purposes/purposes.ts';
import type { DecisionsBefore, FileDecisions } from '../file-decisions.ts';
import type { Release, Signature } from '../outcomes.ts';
import type { BoxAction } from '../reduce-boxes.ts';
import type { ValueChoice } from './decide-values.ts';
import type { SeenHow, SeenImages, Sighting } from './seen-images.ts';
import type { WaitReason } from './wait-reasons.ts';

/** What a person decided about an entry of the queue, as the page tells it afterwards. */
export type Verdict =
  | {
      readonly kind: 'blanked';
      readonly boxes: number;
      readonly images: number;
      /** In how many other series of the same device the boxes are proposed since. */
      readonly placedIn: number;
    }
  | { readonly kind: 'nothing-identifying'; readonly isAllSeen: boolean; readonly images: number }
  | { readonly kind: 'let-through'; readonly files: number }
  | { readonly kind: 'left-out'; readonly files: number }
  | { readonly kind: 'blank-page'; readonly files: number }
  | { readonly kind: 'pages'; readonly files: number; readonly pages: number }
  | { readonly kind: 'value'; readonly choice: ValueChoice['kind']; readonly files: number }
  /** All files of the batch are judged under another purpose. */
  | { readonly kind: 'purpose-switched'; readonly to: PurposeId };

/** How a decision is put into force: by the actions that the rest of the page knows. */
export type DecisionAct =
  | { readonly kind: 'released'; readonly ids: readonly number[]; readonly release: Release }
  | { readonly kind: 'files-decided'; readonly entries: readonly FileDecisions[] }
  | { readonly kind: 'left-out'; readonly ids: readonly number[] }
  | { readonly kind: 'purpose-switched'; readonly to: PurposeId }
  | Extract<BoxAction, { readonly kind: 'boxes-applied' }>;

/** What *Undo* needs to take a decision back. */
type WayBack =
  | {
      readonly kind: 'decisions';
      readonly before: readonly DecisionsBefore[];
      /** What it stated; null where it was about values or documents. */
      readonly release: Release | null;
    }
  | { readonly kind: 'put-back'; readonly ids: readonly number[] }
  /** Copies of the same instances are among the ids. */
  | { readonly kind: 'boxes'; readonly ids: readonly number[] }
  | { readonly kind: 'purpose'; readonly to: PurposeId };

/** The seen numbers are those of this series, whatever other series the decision was copied to. */
export type Decision = Signature & {
  readonly entry: string;
  readonly series: string;
  readonly title: string;
  readonly reason: WaitReason;
  readonly verdict: Verdict;
  readonly seen: SeenCounts;
};

export type DecideState = {
  /** Key of the entry that is open; where it does not wait any more, the first one is. */
  readonly open: string | null;
  /** The last one last; decisions that were taken back are gone. */
  readonly decisions: readonly (Decision & { readonly wayBack: WayBack })[];
  readonly seen: SeenImages;
  /** What *Mark page as seen* confirmed of series that are not decided: to have been on the screen is not enough for it. */
  readonly marked: SeenImages;
  /** Of the person at this page, for the records; empty where none were given. They are asked for once, and outlast the batch. */
  readonly initials: string;
};

export const nothingDecided: DecideState = {
  open: null,
  decisions: [],
  seen: new Map(),
  marked: new Map(),
  initials: '',
};

export type DecideAction =
  /** Null for the entry that was open before, or the first. */
  | { readonly kind: 'decide-opened'; readonly key: string | null }
  | { readonly kind: 'entry-opened'; readonly key: string }
  | { readonly kind: 'initials-given'; readonly initials: string }
  | { readonly kind: 'images-seen'; readonly how: SeenHow; readonly sightings: readonly Sighting[] }
  | { readonly kind: 'page-marked'; readonly sightings: readonly Sighting[] }
  /** `next` is the entry to open then. */
  | { readonly kind: 'decided'; readonly decision: Decision; readonly act: DecisionAct; readonly next: string | null }
  /** Null for the last one that can be taken back. One that cannot stays as it is. */
  | { readonly kind: 'decision-undone'; readonly decision: Decision | null };
