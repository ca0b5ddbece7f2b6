import { ownRuleWarnings } from '../../profile/own-rule-warnings.ts';
import type { Profile } from '../../profile/profile.ts';
import { Warnings } from './profile-summary.tsx';

/** What own rules mean for the output. Loaded when there are some: it brings the data dictionary along. */
export function OwnRuleWarning({ profile }: { profile: Profile }) {
  return <Warnings texts={ownRuleWarnings(profile)} />;
}
