import { applyOptions } from './apply-options.ts';
import { applyOwnRules } from './compile-own-rules.ts';
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
  const withoutOptions = ruleSets[profile.preset];
  // QMENTA's published table takes no options: it is what it is.
  const rules = profile.preset === 'qmenta' ? withoutOptions : applyOptions(withoutOptions, profile.options);
  const ownRules = applyOwnRules(rules, profile);
  return {
    profile,
    ...rules,
    withoutOptions,
    ownRules,
    wellKnownUids,
    structuralUidTags,
    attributeTypes,
    provenByAbsence,
  };
}
