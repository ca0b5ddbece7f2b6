import { useMemo, useState } from 'react';
import type { BatchFile } from '../pipeline/run-batch.ts';
import { groupStudies, type StudiesOrder } from './group-studies.ts';
import type { StandingRules } from './outcomes.ts';
import { createStudiesIndex } from './studies-index.ts';
import type { Patient } from './study-nodes.ts';

/** The tree of a list. While the list grows or outcomes come in, only what has changed is grouped again. */
export function useStudies(files: readonly BatchFile[], rules: StandingRules, order: StudiesOrder): readonly Patient[] {
  const [index] = useState(createStudiesIndex);
  return useMemo(
    () => (order === 'as-found' ? index.update(files, rules) : groupStudies(files, rules, order)),
    [index, files, rules, order],
  );
}
