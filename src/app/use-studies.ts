import { useMemo, useState } from 'react';
import type { BatchFile } from '../pipeline/run-batch.ts';
import { createStudiesGrouping, type StudiesOrder } from './group-studies.ts';
import type { StandingRules } from './outcomes.ts';
import type { Patient } from './study-nodes.ts';

/** The tree of a list. While the list grows or files change, only what has changed is grouped again. */
export function useStudies(files: readonly BatchFile[], rules: StandingRules, order: StudiesOrder): readonly Patient[] {
  const [group] = useState(createStudiesGrouping);
  return useMemo(() => group(files, rules, order), [group, files, rules, order]);
}
