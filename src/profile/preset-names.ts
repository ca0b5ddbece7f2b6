import type { PresetId } from './profile.ts';

/** Names as the page shows them and as they go into De-identification Method (0012,0063). */
export const presetNames: Readonly<Record<PresetId, string>> = {
  'qmenta-guarded': 'QMENTA guarded',
  qmenta: 'QMENTA as published',
  'ps315-basic': 'PS3.15 Basic',
};

/** The presets in the order in which the page offers them. */
export const presetIds: readonly PresetId[] = ['qmenta-guarded', 'qmenta', 'ps315-basic'];
export const defaultPreset: PresetId = 'qmenta-guarded';
