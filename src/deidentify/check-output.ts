import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Tag } from '../dicom/tag.ts';
import type { Alignment } from './align-output.ts';
import { amended } from './beside-blanked.ts';
import type { Change, Finding, Hold } from './change.ts';
import type { DeidentifyContext } from './context.ts';
import { typedReason } from './decide-value.ts';
import type { Deidentified } from './deidentify-dataset.ts';
import { findResidual, type Residual } from './find-residual.ts';
import { createDescribeHeld } from './held-value.ts';
import { reportResidual } from './report-residual.ts';
import { isOfPatient } from './residual/collect-identifiers.ts';
import type { Identifiers } from './residual/matcher.ts';
import { selfCheck } from './self-check.ts';
import { statedBy } from './stated-values.ts';
import { tags } from './tags.ts';

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
    foreign: new Set(plan.changes.flatMap((change) => (hasForeignText(change, context) ? [change.element] : []))),
    describe: createDescribeHeld(dataset, identifiers, context),
    isStated: statedBy(context.values ?? []),
  };
  const found = findResidual(output, search).filter((one) => !isOfTrial(one, context));
  const residual = reportResidual(found, context);
  const unsearched = identifiers.areAll ? [] : [tooLargeToCheck];
  return { holds: [...faults, ...unsearched, ...residual.holds], findings: residual.findings };
}

/**
 * What a person typed, what was written around an original value, and what a patient table says: its column of names may be the one
 * with the names of the patients, and its new IDs those of another register.
 */
function hasForeignText({ reason, tag, effect }: Change, { rules }: DeidentifyContext): boolean {
  if (reason === typedReason || reason === amended.reason) return true;
  return rules.profile.patients.kind === 'lookup' && effect === 'replaced' && ofTable.has(tag);
}

/** A table may well give the ID that the trial or the site has for a patient already; what tells the patient it may not. */
function isOfTrial(residual: Residual, { rules }: DeidentifyContext): boolean {
  return (
    rules.profile.patients.kind === 'lookup' &&
    residual.standing === 'left' &&
    ofTable.has(residual.held.tag) &&
    !isOfPatient(residual.label)
  );
}

const ofTable: ReadonlySet<Tag> = new Set([tags.patientName, tags.patientId]);

const tooLargeToCheck: Hold = {
  kind: 'unknown-structure',
  reason:
    'Too large to check: the header names more people, IDs and dates than can be looked for in the output. Leave the file out, or shorten its header.',
  isReleasable: false,
};
