import { useMemo, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { createStudiesGrouping, type StudiesOrder } from '../batch/derived/group-studies.ts';
import type { Patient } from '../batch/derived/study-nodes.ts';
import type { StandingRules } from '../batch/outcomes.ts';

/** Returns the tree of studies. When files are added or change, only their patients are grouped again. */
export function useStudies(files: readonly BatchFile[], rules: StandingRules, order: StudiesOrder): readonly Patient[] {
  const [group] = useState(createStudiesGrouping);
  return useMemo(() => group(files, rules, order), [group, files, rules, order]);
}
