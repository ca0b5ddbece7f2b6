import type { Release } from '../../deidentify/context.ts';
import type { DocumentDecision, Signature, ValueDecision } from '../../deidentify/value-decision.ts';
import type { SearchFacts } from '../../pipeline/contracts/text-search.ts';
import type { Rectangle, Redaction } from '../../pixel-data/redaction/redaction.ts';
import type { Device } from '../../profile/device-match.ts';
import type { Profile } from '../../profile/profile.ts';

/** Which files a decision is about: new SOP Instance UIDs, as the outputs have them or would have them. */
type About = { readonly sopInstanceUids: readonly string[] };
type Dated<Decision> = Decision extends unknown ? Omit<Decision, 'atIso'> & { readonly at: string } & About : never;

export type SavedBoxes = Dated<Redaction & Signature & { readonly scope: BoxScope; readonly shown: string }>;
export type SavedRelease = Dated<Omit<Release, 'covers'> & { readonly covers: 'all' | NonNullable<Release['covers']> }>;
export type SavedValue = Dated<ValueDecision>;
export type SavedDocument = Dated<DocumentDecision>;
/** What the search for text came to: where texts are, and nothing that was read. */
export type SavedSearch = SearchFacts & About;
/** `device`: a series whose boxes are proposed for all other images of the same device. */
export type BoxScope = 'image' | 'series' | 'device';

/**
 * Boxes that a person drew for all images of one device, all frames of them. They are proposed for its other images, and blank
 * nothing before a person says so there.
 */
export type SavedDevice = {
  readonly at: string;
  readonly match: Device;
  readonly rectangles: readonly Rectangle[];
  /** In how many series a person has blanked all of them, and when last: what bears the boxes out. */
  readonly blanked: { readonly series: number; readonly last: string };
};

/** What decisions hold under: marks of the key and of the profile, and what the profile does with images that may show text. */
export type MadeUnder = {
  readonly keyCheck: string;
  /** Hexadecimal, as `profile.json` has it. */
  readonly profileSha256: string;
  readonly pixels: Profile['pixels'];
};

/**
 * The content of `decisions.json`: what was decided about the files of a batch, by new identifiers. It belongs to the records and
 * never to the receipt, as it holds what people typed.
 */
export type SavedDecisions = {
  /** Absent in files of earlier versions. */
  readonly madeUnder?: MadeUnder;
  readonly boxes: readonly SavedBoxes[];
  /** Absent: none. */
  readonly devices?: readonly SavedDevice[];
  readonly releases: readonly SavedRelease[];
  readonly values: readonly SavedValue[];
  readonly documents: readonly SavedDocument[];
  /** Only of a search that was made to be brought elsewhere. Absent: none. */
  readonly searches?: readonly SavedSearch[];
  /** Files that a person left out. */
  readonly leftOut: readonly string[];
  /** Several files have each of them, and something was decided about one: none of the lists but `leftOut` names them. Absent: none. */
  readonly sharedUids?: readonly string[];
};

export const decisionsFormat = 'nescio-decisions';
export const decisionsVersion = 1;
