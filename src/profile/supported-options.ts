import type { OptionName } from './profile.ts';

/** The ten options of PS3.15 E.3, in the order of the standard's table; relative times stand beside the modified dates that they are. */
export const allOptions: readonly OptionName[] = [
  'retainSafePrivate',
  'retainUids',
  'retainDeviceIdentity',
  'retainInstitutionIdentity',
  'retainPatientCharacteristics',
  'retainFullDates',
  'retainModifiedDates',
  'retainRelativeTimes',
  'cleanDescriptors',
  'cleanStructuredContent',
  'cleanGraphics',
];

/** What may become of dates (PS3.15 E.3.6): at most one of them. The strictest comes first. */
export const dateOptions: readonly OptionName[] = ['retainRelativeTimes', 'retainModifiedDates', 'retainFullDates'];

/** Why options cannot stand together, as a sentence; null when they can. */
export function dateConflict(options: readonly OptionName[]): string | null {
  const asked = allOptions.filter((option) => dateOptions.includes(option) && options.includes(option));
  return asked.length < 2 ? null : `${listed(asked)} exclude each other. Keep one of them`;
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Options that this version carries out: all of them. Only these may be offered or claimed. */
export const supportedOptions: readonly OptionName[] = [...allOptions];
