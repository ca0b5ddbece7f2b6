import { presetNames } from './preset-names.ts';
import type { OptionName, PixelPolicy, PresetId, Profile } from './profile.ts';
import { tableEdition } from './table-edition.ts';

/** Raised whenever the same file and profile give different bytes. */
const profileVersion = '1.0.0';

/** Options that belong to a preset: QMENTA guarded keeps descriptions, reports and annotations, cleaned word by word. */
const floorOptions: Readonly<Record<PresetId, readonly OptionName[]>> = {
  'ps315-basic': [],
  'qmenta-guarded': ['cleanDescriptors', 'cleanGraphics', 'cleanStructuredContent'],
  qmenta: [],
};

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
    options: [...new Set([...floorOptions[preset], ...options])].sort(),
    pixels,
    usesIssuerOfPatientId: false,
    patients: { kind: 'keyed', prefix: 'N-' },
    dateShift: { maxDays: 3650 },
    capsAges: true,
    ownRules: [],
    leaveOut: { modalities: [], sopClasses: [], imageTypes: [], doseReports: false, screenCaptures: false },
  };
}
