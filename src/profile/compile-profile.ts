import type { CompiledProfile } from './compiled-profile.ts';
import { ps315Basic } from './presets/ps315-basic.ts';
import { qmenta } from './presets/qmenta.ts';
import { qmentaGuarded } from './presets/qmenta-guarded.ts';
import type { PresetId, Profile } from './profile.ts';
import { attributeTypes, provenByAbsence, structuralUidTags, wellKnownUids } from './rule-data.ts';
import type { RuleSet } from './rule-set.ts';

const ruleSets: Readonly<Record<PresetId, RuleSet>> = {
  'ps315-basic': ps315Basic,
  'qmenta-guarded': qmentaGuarded,
  qmenta,
};

/** Makes a profile ready for one look-up per element; `findRule` reads the result. */
export function compileProfile(profile: Profile): CompiledProfile {
  return { profile, ...ruleSets[profile.preset], wellKnownUids, structuralUidTags, attributeTypes, provenByAbsence };
}
