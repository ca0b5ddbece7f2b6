import { loosensBasic } from './loosens-basic.ts';
import type { Profile } from './profile.ts';

/**
 * What a person must know of own rules before using the output. Apart from `describeProfile`, because it compiles the
 * profile and so needs the data dictionary, which a page loads only when there are own rules.
 */
export function ownRuleWarnings(profile: Profile): readonly string[] {
  if (profile.preset === 'qmenta' || !loosensBasic(profile)) return [];
  return [
    'Own rules keep what the Basic Profile takes away. The output claims no profile of PS3.15, and Patient Identity Removed is NO.',
  ];
}
