import { linesUnder, optionWarnings } from './describe-options.ts';
import { settingsLines } from './describe-settings.ts';
import type { PixelPolicy, PresetId, Profile } from './profile.ts';
import { profileTitle } from './profile-title.ts';
import { qmentaLeftIn } from './qmenta-left-in.ts';
import type { LeftInGroup } from './rule-data.ts';
import { tableEdition } from './table-edition.ts';

/** One line of the profile panel: `Private tags` – `Removed`. */
export type DescriptionLine = { readonly label: string; readonly text: string };

/** What a profile does, for the page, the report and docs/deidentification.md. */
export type ProfileDescription = {
  readonly name: string;
  /** Where the rules come from, as a phrase. */
  readonly basis: string;
  readonly lines: readonly DescriptionLine[];
  /** Rows of Table E.1-1 that the profile does not name and so leaves in the files; empty when it names all. */
  readonly leavesIn: readonly LeftInGroup[];
  /** Where the product does other than the profile's source prints, and why. */
  readonly deviations: readonly string[];
  /** What a person must know before using the output. */
  readonly warnings: readonly string[];
};

/** Describes what this version does under a profile, not what the profile may do once more options exist. */
export function describeProfile(profile: Profile): ProfileDescription {
  const { basis, lines, leavesIn, deviations } = presets[profile.preset];
  const warnings = [...presets[profile.preset].warnings, ...optionWarnings(profile)];
  return {
    name: profileTitle(profile),
    basis,
    lines: [
      ...(profile.preset === 'qmenta' ? lines : linesUnder(profile)),
      { label: 'Burned-in text', text: pixelTexts[profile.pixels] + templatesText(profile) },
      ...settingsLines(profile),
    ],
    leavesIn,
    deviations,
    warnings: profile.pixels === 'export' ? [...warnings, exportWarning] : warnings,
  };
}

const pixelTexts: Readonly<Record<PixelPolicy, string>> = {
  hold: 'Held for you to look at',
  clean: 'Blanked outside of ultrasound regions, else held',
  export: 'Exported, marked as not reviewed',
};

function templatesText({ templates = [] }: Profile): string {
  if (templates.length === 0) return '';
  return `, ${templates.length === 1 ? 'one device template' : `${templates.length} device templates`}`;
}

const exportWarning = 'Images that may show text are exported without anyone having looked at them.';

const floorDeviations: readonly string[] = [
  'Codes such as X/Z/D take the most demanding branch unless the type of the attribute is proven: a dummy where the code has D, else an empty value. Both go without the original, and both keep the file valid.',
  "Patient's Name and Patient ID get a pseudonym from the project key, so that the studies of one patient stay together.",
  'Attributes that Table E.1-1 does not name are covered as well: every UID that is not defined by the standard, other dates, times and person names, whole overlay and curve groups, and tags that are in no dictionary.',
];

const presets: Readonly<
  Record<PresetId, Pick<ProfileDescription, 'basis' | 'lines' | 'leavesIn' | 'deviations' | 'warnings'>>
> = {
  'ps315-basic': {
    basis: `PS3.15 Basic Profile ${tableEdition}`,
    lines: [],
    leavesIn: [],
    deviations: floorDeviations,
    warnings: [],
  },
  'qmenta-guarded': {
    basis: `PS3.15 Basic ${tableEdition} and QMENTA table`,
    lines: [],
    leavesIn: [],
    deviations: [
      ...floorDeviations,
      'Where the QMENTA table removes or empties an attribute that some kind of file must have, the action of Table E.1-1 is taken. Date, Time and DateTime of content items (0040,A120 to A122) are replaced.',
      'Clean Descriptors, Clean Structured Content and Clean Graphics are part of this profile, as pipelines need descriptions such as Series Description, and reports: the words of imaging in them stay, all others go. A report whose text stays in part says Patient Identity Removed NO until a person has read it.',
      'An option that is switched on comes before the stricter letter of the QMENTA table on the rows of that option.',
    ],
    warnings: [],
  },
  qmenta: {
    basis: 'QMENTA table as published, 53 attributes',
    lines: [
      { label: 'Names, IDs', text: 'Patient pseudonym; names and IDs of the table' },
      { label: 'Dates and times', text: 'Those of the table; all others kept' },
      { label: 'UIDs', text: 'Kept: files can be matched to your archive' },
      { label: 'Descriptions', text: 'Kept' },
      { label: 'Size and weight', text: 'Kept' },
      { label: 'Private tags', text: 'Kept' },
      { label: 'Overlays and curves', text: 'Kept' },
    ],
    // Groups 0000, 0002 and 0004 are not the table's to leave in: they are removed or written anew for every profile.
    leavesIn: qmentaLeftIn.filter(({ category }) => category !== 'command, file meta and directory elements'),
    deviations: [
      'The table is applied inside sequences of every depth, not on top level alone.',
      'The preamble is zeroed and File Meta Information is written anew, as the table does not speak of them. Command, file meta and directory elements, invalid odd groups and group lengths inside a data set are removed.',
      "Patient's Name and Patient ID are Z, which allows a dummy: they get a pseudonym from the project key. Empty ones would merge all patients.",
      'Curve Date is (0008,0025): the published table prints the tag of Overlay Date for it.',
      'Two rows that the published table repeats count once.',
    ],
    warnings: [
      'The output keeps the UIDs of the source: whoever has the archive can find the patient.',
      'The output is never marked as de-identified: no Patient Identity Removed YES, no method code.',
      'Private attributes, free text and most dates stay. Use QMENTA guarded to give files away.',
    ],
  },
};
