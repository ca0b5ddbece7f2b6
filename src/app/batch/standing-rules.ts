import type { BatchState } from './batch-state.ts';
import { rowsOf } from './derived/match-patients.ts';
import type { StandingRules } from './outcomes.ts';

/** What foretells outcomes under the profile and table in use. A store keeps it: `BatchStore.derived`. */
export function standingRulesOf({
  profile,
  patientTable,
}: Pick<BatchState, 'profile' | 'patientTable'>): StandingRules {
  const { pixels, leaveOut, patients } = profile;
  const listed = patients.kind === 'lookup' ? new Set(rowsOf(patientTable).map(({ oldId }) => oldId)) : null;
  return { pixels, leaveOut, listed };
}
