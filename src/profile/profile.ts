/** The three shipped presets; page contract, `?profile=`. */
export type PresetId = 'qmenta-guarded' | 'qmenta' | 'ps315-basic';

/** The ten options of PS3.15 E.3 by their short names, and a form of modified dates of our own; page contract, `?options=`. */
export type OptionName =
  | 'retainSafePrivate'
  | 'retainUids'
  | 'retainDeviceIdentity'
  | 'retainInstitutionIdentity'
  | 'retainPatientCharacteristics'
  | 'retainFullDates'
  | 'retainModifiedDates'
  /** Modified dates (PS3.15 E.3.6) that tell intervals within a study and nothing else. */
  | 'retainRelativeTimes'
  | 'cleanDescriptors'
  | 'cleanStructuredContent'
  | 'cleanGraphics';

/**
 * What happens to images that may show text: held until a person has looked, blanked outside of their ultrasound regions and
 * else held, or exported and marked.
 */
export type PixelPolicy = 'hold' | 'clean' | 'export';

/**
 * Where the images of one kind of device show text. `blank`: the rectangles go; `keep`: everything outside of them goes. Frames
 * count from 0; rectangles are stored columns and rows.
 */
export type DeviceTemplate = {
  readonly match: {
    /** Whole texts, capitals or not. Absent: any. */
    readonly manufacturer?: string;
    readonly model?: string;
    readonly sopClass?: string;
    readonly rows: number;
    readonly columns: number;
  };
  readonly kind: 'blank' | 'keep';
  readonly frames: 'all' | readonly number[];
  readonly rectangles: readonly {
    readonly column: number;
    readonly row: number;
    readonly columns: number;
    readonly rows: number;
  }[];
};

/** How patients get their new ID; the project key decides everything else. */
export type PatientScheme =
  /** Prefix and keyed code, as `N-7KQ2M4XAB1`. */
  | { readonly kind: 'keyed'; readonly prefix: string }
  /** Prefix and a number in the order of keyed hashes of Patient IDs, zero-padded to `digits`. */
  | { readonly kind: 'running'; readonly prefix: string; readonly digits: number }
  /** A table that the user brings: old ID to new ID. It identifies patients, so it travels beside the profile. */
  | { readonly kind: 'lookup' };

/** Which elements an own rule is about. `pattern` is eight hex digits with `x` for any digit. */
export type RuleSelector =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'keyword'; readonly keyword: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'private-creator'; readonly creator: string }
  /** One element of a creator's block: `element` is `0019xx0C`, upper case but for `xx`, which stands for the block. */
  | { readonly kind: 'private-element'; readonly creator: string; readonly element: string };

/** What an own rule does. `replace` writes one text value, valid for the VR or the profile is refused. */
export type OwnDecision =
  | { readonly kind: 'keep' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'dummy' }
  | { readonly kind: 'replace-uid' }
  | { readonly kind: 'clean' }
  | { readonly kind: 'replace'; readonly value: string };

/** A rule of the user's own. It comes before every other rule except those that no profile may change. */
export type OwnRule = { readonly selector: RuleSelector; readonly decision: OwnDecision };

/** Files that a run leaves out; each gets the outcome skipped, code `left-out`. */
export type LeaveOut = {
  readonly modalities: readonly string[];
  readonly sopClasses: readonly string[];
  /** Any value of Image Type (0008,0008), upper case. */
  readonly imageTypes: readonly string[];
  readonly doseReports: boolean;
  readonly screenCaptures: boolean;
};

/** Words of the person's own, as they were written; case and accents do not count. */
export type WordLists = {
  /** Stay in cleaned texts, though the vocabulary does not have them. Never a word of the patient's header. */
  readonly keep: readonly string[];
  /** Go from cleaned texts, though the vocabulary has them. */
  readonly remove: readonly string[];
};

/**
 * Everything that decides what a run does to a file, as one JSON value: it travels from page to worker to record, and
 * its SHA-256 is the run's fingerprint. The project key is not part of it.
 */
export type Profile = {
  readonly format: 'nescio-profile';
  readonly formatVersion: 1;
  readonly preset: PresetId;
  readonly name: string;
  /** Raised whenever the same file and profile give different bytes; written to (0012,0063). */
  readonly version: string;
  readonly tableEdition: string;
  readonly options: readonly OptionName[];
  readonly pixels: PixelPolicy;
  /** Patient key takes Issuer of Patient ID (0010,0021) in as well. */
  readonly usesIssuerOfPatientId: boolean;
  readonly patients: PatientScheme;
  /** Modified dates: each patient's dates move 1 to `maxDays` whole days into the past. */
  readonly dateShift: { readonly maxDays: number };
  /** Under retainPatientCharacteristics: ages over 89 years become 90 years (45 CFR 164.514(b)(2)(i)(C)). */
  readonly capsAges: boolean;
  readonly ownRules: readonly OwnRule[];
  readonly leaveOut: LeaveOut;
  /** Absent: none. */
  readonly templates?: readonly DeviceTemplate[];
  /** Absent: none. */
  readonly words?: WordLists;
};
