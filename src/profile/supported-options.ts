import type { OptionName } from './profile.ts';

/** The ten options of PS3.15 E.3, in the order of the standard's table. */
export const allOptions: readonly OptionName[] = [
  'retainSafePrivate',
  'retainUids',
  'retainDeviceIdentity',
  'retainInstitutionIdentity',
  'retainPatientCharacteristics',
  'retainFullDates',
  'retainModifiedDates',
  'cleanDescriptors',
  'cleanStructuredContent',
  'cleanGraphics',
];

/** Options that this version carries out: all of them. Only these may be offered or claimed. */
export const supportedOptions: readonly OptionName[] = [...allOptions];
