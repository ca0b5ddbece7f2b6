import { useMemo } from 'react';
import type { BatchState } from './batch-state.ts';
import { rowsOf } from './match-patients.ts';
import type { StandingRules } from './outcomes.ts';

/** What foretells outcomes under the profile and table in use. The same object until one of its parts changes. */
export function useStandingRules({ profile, patientTable }: BatchState): StandingRules {
  const { pixels, leaveOut } = profile;
  const decidesByTable = profile.patients.kind === 'lookup';
  return useMemo(() => {
    const listed = decidesByTable ? new Set(rowsOf(patientTable).map(({ oldId }) => oldId)) : null;
    return { pixels, leaveOut, listed };
  }, [pixels, leaveOut, decidesByTable, patientTable]);
}
