import { presetNames } from './preset-names.ts';
import type { OptionName, PixelPolicy, PresetId, Profile } from './profile.ts';
import { tableEdition } from './table-edition.ts';

/** Raised whenever the same file and profile give different bytes. */
const profileVersion = '1.0.0';

/** Makes a profile from a preset. Options are carried in a fixed order, so that equal profiles have equal hashes. */
export function createProfile(
  preset: PresetId,
  options: readonly OptionName[] = [],
  pixels: PixelPolicy = 'hold',
): Profile {
  return {
    format: 'nescio-profile',
    formatVersion: 1,
    preset,
    name: presetNames[preset],
    version: profileVersion,
    tableEdition,
    options: [...new Set(options)].sort(),
    pixels,
    usesIssuerOfPatientId: false,
  };
}
