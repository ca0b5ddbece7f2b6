import type { DescriptionLine } from './describe-profile.ts';
import type { OptionName, Profile } from './profile.ts';

/** The name of each option and, in one line, what follows from it: for the page, the docs and the comparison. */
export const optionTexts: Readonly<Record<OptionName, { readonly name: string; readonly consequence: string }>> = {
  retainSafePrivate: { name: 'Retain safe private', consequence: 'Keeps 685 vendor tags listed as safe' },
  retainUids: { name: 'Retain UIDs', consequence: 'Files can be matched to your archive' },
  retainDeviceIdentity: { name: 'Retain device identity', consequence: 'Serial numbers and stations stay' },
  retainInstitutionIdentity: { name: 'Retain institution identity', consequence: 'Hospital name and address stay' },
  retainPatientCharacteristics: {
    name: 'Retain patient characteristics',
    consequence: 'Size and weight stay, needed for SUV',
  },
  retainFullDates: { name: 'Retain full dates', consequence: 'Every date stays as acquired' },
  retainModifiedDates: { name: 'Retain modified dates', consequence: 'Dates move, intervals stay true' },
  retainRelativeTimes: {
    name: 'Retain relative times',
    consequence: 'Times count from the start of their study',
  },
  cleanDescriptors: { name: 'Clean descriptors', consequence: 'Known-safe words in descriptions stay' },
  cleanStructuredContent: { name: 'Clean structured content', consequence: 'Reports stay, their text is cleaned' },
  cleanGraphics: { name: 'Clean graphics', consequence: 'Annotations stay without text; overlays and curves go' },
};

/** What the Basic Profile and the options of a profile do, line by line (PS3.15 E.2, E.3). */
export function linesUnder(profile: Profile): readonly DescriptionLine[] {
  const has = (option: OptionName) => profile.options.includes(option);
  const lines: readonly (DescriptionLine | null)[] = [
    { label: 'Names, IDs', text: 'One pseudonym per patient' },
    { label: 'Dates and times', text: dateText(profile) },
    { label: 'UIDs', text: has('retainUids') ? 'Kept' : 'Replaced, links between files kept' },
    { label: 'Descriptions', text: has('cleanDescriptors') ? 'Cleaned word by word' : 'Removed, or a dummy' },
    { label: 'Size and weight', text: has('retainPatientCharacteristics') ? 'Kept' : 'Removed' },
    has('retainPatientCharacteristics') ? { label: 'Age', text: ageText(profile) } : null,
    has('retainDeviceIdentity') ? { label: 'Device', text: 'Kept, AE titles replaced' } : null,
    has('retainInstitutionIdentity') ? { label: 'Institution', text: 'Kept' } : null,
    { label: 'Private tags', text: has('retainSafePrivate') ? 'Kept where known safe' : 'Removed' },
    { label: 'Overlays and curves', text: 'Removed' },
    has('cleanGraphics') ? { label: 'Graphic annotations', text: 'Shapes kept, text cleaned' } : null,
    has('cleanStructuredContent') ? { label: 'Structured reports', text: 'Cleaned item by item' } : null,
  ];
  return lines.filter((line) => line !== null);
}

/** What a person must know of the options before using the output. */
export function optionWarnings({ preset, options }: Profile): readonly string[] {
  if (preset === 'qmenta') return [];
  const warnings: readonly (readonly [OptionName, string])[] = [
    ['retainUids', 'The output keeps the UIDs of the source: whoever has the archive can find the patient.'],
    [
      'retainFullDates',
      'The output keeps the dates of visits: whoever knows when a patient was there can find the patient.',
    ],
    ['retainInstitutionIdentity', 'The output names the institution.'],
  ];
  return warnings.flatMap(([option, warning]) => (options.includes(option) ? [warning] : []));
}

function dateText({ options }: Profile): string {
  if (options.includes('retainRelativeTimes')) return 'Counted from the start of the study';
  if (options.includes('retainModifiedDates')) return 'Shifted per patient';
  return options.includes('retainFullDates') ? 'Kept, except of birth' : 'Removed, emptied or a dummy';
}

function ageText({ capsAges }: Profile): string {
  return capsAges ? 'Kept, over 89 becomes 90' : 'Kept';
}
