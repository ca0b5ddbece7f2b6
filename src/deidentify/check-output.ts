import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Alignment } from './align-output.ts';
import { amended } from './beside-blanked.ts';
import type { Finding, Hold } from './change.ts';
import type { DeidentifyContext } from './context.ts';
import { typedReason } from './decide-value.ts';
import type { Deidentified } from './deidentify-dataset.ts';
import { findResidual } from './find-residual.ts';
import { createDescribeHeld } from './held-value.ts';
import { reportResidual } from './report-residual.ts';
import type { Identifiers } from './residual/matcher.ts';
import { selfCheck } from './self-check.ts';
import { statedBy } from './stated-values.ts';

/**
 * Examines a finished output, indexed again: self-check and residual scan. Values that stay in the file are not part of
 * it; their windows go through `scanBytes` and `reportResidual`.
 * @param alignment of the two, as `alignOutput` gives it
 */
export function checkOutput(
  dataset: IndexedDataset,
  plan: Deidentified,
  output: IndexedDataset,
  alignment: Alignment | null,
  identifiers: Identifiers,
  context: DeidentifyContext,
): { readonly holds: readonly Hold[]; readonly findings: readonly Finding[] } {
  const faults = selfCheck(dataset, plan, output, alignment);
  if (alignment === null) return { holds: faults, findings: [] };
  const search = {
    identifiers,
    rules: context.rules,
    input: dataset,
    alignment,
    foreign: new Set(plan.changes.flatMap(({ element, reason }) => (hasForeignText(reason) ? [element] : []))),
    describe: createDescribeHeld(dataset, identifiers, context),
    isStated: statedBy(context.values ?? []),
  };
  const residual = reportResidual(findResidual(output, search), context);
  const unsearched = identifiers.areAll ? [] : [tooLargeToCheck];
  return { holds: [...faults, ...unsearched, ...residual.holds], findings: residual.findings };
}

/** What a person typed, and what was written around an original value. */
function hasForeignText(reason: string): boolean {
  return reason === typedReason || reason === amended.reason;
}

const tooLargeToCheck: Hold = {
  kind: 'unknown-structure',
  reason:
    'Too large to check: the header names more people, IDs and dates than can be looked for in the output. Leave the file out, or shorten its header.',
  isReleasable: false,
};
