import type { BatchState } from './batch-state.ts';
import { rowsOf } from './derived/match-patients.ts';
import type { StandingRules } from './outcomes.ts';

type Parts = Pick<StandingRules, 'pixels' | 'leaveOut'> & {
  readonly patientTable: BatchState['patientTable'];
  readonly decidesByTable: boolean;
};

let last: { readonly parts: Parts; readonly rules: StandingRules } | null = null;

/** What foretells outcomes under the profile and table in use. The same object until one of its parts changes. */
export function standingRulesOf({
  profile,
  patientTable,
}: Pick<BatchState, 'profile' | 'patientTable'>): StandingRules {
  const { pixels, leaveOut } = profile;
  const parts: Parts = { pixels, leaveOut, patientTable, decidesByTable: profile.patients.kind === 'lookup' };
  if (last === null || !isSame(last.parts, parts)) {
    const listed = parts.decidesByTable ? new Set(rowsOf(patientTable).map(({ oldId }) => oldId)) : null;
    last = { parts, rules: { pixels, leaveOut, listed } };
  }
  return last.rules;
}

function isSame(one: Parts, other: Parts): boolean {
  return (
    one.pixels === other.pixels &&
    one.leaveOut === other.leaveOut &&
    one.patientTable === other.patientTable &&
    one.decidesByTable === other.decidesByTable
  );
}
