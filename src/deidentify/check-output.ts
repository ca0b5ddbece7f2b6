import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { alignOutput } from './align-output.ts';
import type { Finding, Hold } from './change.ts';
import type { DeidentifyContext } from './context.ts';
import type { Deidentified } from './deidentify-dataset.ts';
import { findResidual } from './find-residual.ts';
import { reportResidual } from './report-residual.ts';
import type { Identifiers } from './residual/matcher.ts';
import { selfCheck } from './self-check.ts';

/**
 * Examines a finished output, indexed again: self-check and residual scan. Values that stay in the file are not part of
 * it; their windows go through `scanBytes` and `reportResidual`.
 */
export function checkOutput(
  dataset: IndexedDataset,
  plan: Deidentified,
  output: IndexedDataset,
  identifiers: Identifiers,
  context: DeidentifyContext,
): { readonly holds: readonly Hold[]; readonly findings: readonly Finding[] } {
  const alignment = alignOutput(dataset, plan.edits, output);
  const faults = selfCheck(dataset, plan, output, alignment);
  if (alignment === null) return { holds: faults, findings: [] };
  const residual = reportResidual(findResidual(identifiers, output, alignment, context.rules), context);
  return { holds: [...faults, ...residual.holds], findings: residual.findings };
}
