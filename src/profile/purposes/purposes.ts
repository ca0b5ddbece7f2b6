import type { OptionName, OwnRule, PixelPolicy, PresetId } from '../profile.ts';

/** What the output is for; page contract, `?purpose=`. */
export type PurposeId = 'default' | 'share' | 'multi-site' | 'training' | 'neuroimaging' | 'radiotherapy' | 'qmenta';

/** What a purpose can set: the base, an option, what happens to images with text, or own rules. */
export type PurposeChoice = 'preset' | OptionName | 'pixels' | 'ownRules';

/** A purpose as data: what it sets, and one sentence for each thing that it sets otherwise than the default. */
export type Purpose = {
  readonly name: string;
  /** In one line, for a list of all purposes. */
  readonly summary: string;
  readonly preset: PresetId;
  /** All options, those that the preset brings along included. */
  readonly options: readonly OptionName[];
  readonly pixels: PixelPolicy;
  readonly ownRules: readonly OwnRule[];
  readonly consequences: Readonly<Partial<Record<PurposeChoice, string>>>;
};

/**
 * Table E.1-1 names neither, so the Basic Profile keeps them; the default cleans them with the descriptors. Type 1 in PS3.3,
 * so they cannot go.
 */
const labelRules: readonly OwnRule[] = [
  { selector: { kind: 'keyword', keyword: 'SegmentLabel' }, decision: { kind: 'clean' } },
  { selector: { kind: 'keyword', keyword: 'TrackSetLabel' }, decision: { kind: 'clean' } },
];

/** What QMENTA guarded brings along. */
const ownOptions: readonly OptionName[] = ['cleanDescriptors', 'cleanGraphics', 'cleanStructuredContent'];

const movedDates = 'All dates of a patient move by the same number of days, so intervals stay; times of day stay.';
const characteristics = 'Sex, age, size and weight stay; ages over 89 become 90.';

/** The purposes, in the order in which they are offered. */
export const purposes: Readonly<Record<PurposeId, Purpose>> = {
  share: {
    name: 'Share publicly',
    summary: 'Strictest. Dates, descriptions and private tags go; every image that may show text waits for you',
    preset: 'ps315-basic',
    options: [],
    pixels: 'hold',
    ownRules: labelRules,
    consequences: {
      preset: 'PS3.15 Basic, which QMENTA’s table makes no stricter once descriptions go.',
      cleanDescriptors:
        'Descriptions of studies and series go whole, so series can be told apart by their numbers only.',
      cleanGraphics: 'Annotations lose their texts and shapes.',
      cleanStructuredContent: 'Structured reports wait for you.',
      ownRules: 'Of the labels of segments and tracks, which files must have, known words stay.',
    },
  },
  'multi-site': {
    name: 'Multi-site study',
    summary: 'Dates move, intervals stay. The same patient gets the same new ID at every site that has the key',
    preset: 'ps315-basic',
    options: [...ownOptions, 'retainModifiedDates'],
    pixels: 'hold',
    ownRules: [],
    consequences: {
      preset: 'PS3.15 Basic with cleaned descriptions, reports and annotations does what QMENTA guarded does.',
      retainModifiedDates: movedDates,
    },
  },
  training: {
    name: 'AI training',
    summary:
      'Dates go, times count from the start of a study. Sex, age, size and weight stay; known words in descriptions stay',
    preset: 'qmenta-guarded',
    options: [...ownOptions, 'retainPatientCharacteristics', 'retainRelativeTimes'],
    pixels: 'hold',
    ownRules: [],
    consequences: {
      retainPatientCharacteristics: characteristics,
      retainRelativeTimes:
        'Each study starts at 1900-01-01 00:00:00, so dynamic and perfusion series keep their time axis; no date stays.',
    },
  },
  neuroimaging: {
    name: 'Neuroimaging',
    summary: 'Converters keep working: diffusion, timing and phase tags of the vendors stay, listed one by one',
    preset: 'qmenta-guarded',
    options: [...ownOptions, 'retainModifiedDates', 'retainPatientCharacteristics', 'retainSafePrivate'],
    pixels: 'hold',
    ownRules: [],
    consequences: {
      retainSafePrivate: 'Private tags on a list stay, so mosaics, b-values, slice timing and scale reach dcm2niix.',
      retainModifiedDates: movedDates,
      retainPatientCharacteristics: `${characteristics} SUV can be computed.`,
    },
  },
  radiotherapy: {
    name: 'Radiotherapy',
    summary: 'Structures, plans and dose stay linked; dates move, intervals stay; names of machines go',
    preset: 'qmenta-guarded',
    options: [...ownOptions, 'retainModifiedDates', 'retainPatientCharacteristics'],
    pixels: 'hold',
    ownRules: [],
    consequences: {
      retainModifiedDates: movedDates,
      retainPatientCharacteristics: characteristics,
    },
  },
  qmenta: {
    name: 'Exactly QMENTA',
    summary: 'The 53 attributes of QMENTA’s table as published, nothing more. Images that may show text still wait',
    preset: 'qmenta',
    options: [],
    pixels: 'hold',
    ownRules: [],
    consequences: {
      preset: 'All else stays: UIDs, private tags, free text, most dates. Nothing is marked as de-identified.',
      cleanDescriptors: 'Descriptions stay as they are.',
      cleanGraphics: 'Annotations, overlays and curves stay as they are.',
      cleanStructuredContent: 'Reports stay as they are.',
    },
  },
  default: {
    name: 'Not sure',
    summary: 'QMENTA guarded: PS3.15 Basic, and QMENTA’s table wherever it is stricter',
    preset: 'qmenta-guarded',
    options: ownOptions,
    pixels: 'hold',
    ownRules: [],
    consequences: {},
  },
};

export const purposeIds = Object.keys(purposes) as readonly PurposeId[];
