import type { Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { ActionCode } from './action-code.ts';
import type { Profile } from './profile.ts';
import type { RuleSet } from './rule-set.ts';

/** Which cleaner carries out a C (PS3.15 E.3): the option that asked for it decides, not the VR. */
export type Cleaning =
  | 'dates'
  | 'relative-times'
  | 'descriptors'
  | 'structured-content'
  | 'graphics'
  | 'characteristics'
  | 'device'
  | 'private';

/** One decision of the profile. `reason` is shown as it is: `PS3.15 E.1-1 · Basic · X/Z`, `QMENTA · Z`. */
export type Rule =
  | { readonly action: Exclude<ActionCode, 'C'>; readonly reason: string }
  | { readonly action: 'C'; readonly cleaning: Cleaning; readonly reason: string }
  /** An own rule that writes a value. */
  | { readonly action: 'replace'; readonly value: string; readonly reason: string };

/**
 * A profile's own rules, compiled. They come before all others, in this order: exact tag, pattern (the first that
 * matches), one private element, private creator.
 */
export type OwnRules = {
  readonly byTag: ReadonlyMap<Tag, Rule>;
  /** A tag matches when its bits under `mask` are `bits`. Never private. `source` is the pattern, lower case. */
  readonly byPattern: readonly {
    readonly source: string;
    readonly mask: number;
    readonly bits: number;
    readonly rule: Rule;
  }[];
  readonly byCreator: ReadonlyMap<string, Rule>;
  /** One private element each, by `privateElementKey`. Before the rule of its creator. */
  readonly byPrivateElement: ReadonlyMap<string, Rule>;
  /** Creators of which a rule leaves one element: they stay only with one that is there. */
  readonly elementCreators: ReadonlySet<string>;
  /** True when a rule keeps an element that a list of safe ones names, as that list says. */
  readonly keepsSafePrivate: boolean;
  /** True when a rule or a word of the person's own leaves in what the preset and its options would take away or change. */
  readonly loosensBasic: boolean;
};

/**
 * A profile made ready for one look-up per element. Order of precedence, first match wins: exact tag, repeating group
 * (50xx, 60xx, 10xx, 7Fxx), private, VR, attribute in no dictionary, fallback.
 */
export type CompiledProfile = {
  readonly profile: Profile;
  readonly ownRules: OwnRules;
  readonly byTag: ReadonlyMap<Tag, Rule>;
  /** Whole groups: key is the even group number with its low byte cleared (0x5000, 0x6000, 0x1000, 0x7f00). */
  readonly byRepeatingGroup: ReadonlyMap<number, Rule>;
  readonly privateAttributes: Rule;
  readonly byVr: ReadonlyMap<Vr, Rule>;
  /** Even-group tags that no dictionary knows. */
  readonly unknownAttributes: Rule;
  readonly fallback: Rule;
  /** The rules of the preset alone, for values that an option can neither keep nor clean. */
  readonly withoutOptions: RuleSet;
  /** UID values kept wherever they stand (well-known-uids.json), besides the numbered ones of `isStandardUid`. */
  readonly wellKnownUids: ReadonlySet<string>;
  /** UI attributes that name a class, syntax or scheme and are kept whatever their value (role structural). */
  readonly structuralUidTags: ReadonlySet<Tag>;
  /** SOP Class UID to attribute types of PS3.3 on top level: tag to '1', '2' or 'C'. */
  readonly attributeTypes: ReadonlyMap<string, ReadonlyMap<Tag, '1' | '2' | 'C'>>;
  /** Attributes whose absence from a listed SOP class proves their Type there: '3', or at most '2'. */
  readonly provenByAbsence: ReadonlyMap<Tag, '2' | '3'>;
};
