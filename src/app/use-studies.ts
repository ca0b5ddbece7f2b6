import { useMemo, useState } from 'react';
import type { BatchFile } from '../pipeline/run-batch.ts';
import type { PixelPolicy } from '../profile/profile.ts';
import { groupStudies, type StudiesOrder } from './group-studies.ts';
import { createStudiesIndex } from './studies-index.ts';
import type { Patient } from './study-nodes.ts';

/** The tree of a list. While the list grows or outcomes come in, only what has changed is grouped again. */
export function useStudies(files: readonly BatchFile[], pixels: PixelPolicy, order: StudiesOrder): readonly Patient[] {
  const [index] = useState(createStudiesIndex);
  return useMemo(
    () => (order === 'as-found' ? index.update(files, pixels) : groupStudies(files, pixels, order)),
    [index, files, pixels, order],
  );
}
