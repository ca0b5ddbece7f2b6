import { applyRelease } from './apply-release.ts';
import type { Finding, Hold } from './change.ts';
import type { DeidentifyContext } from './context.ts';
import type { Residual } from './find-residual.ts';

/**
 * Residual identifiers hold a file back, unless a person released it. Under `qmenta`, which keeps most of a header by
 * design, they are findings only.
 */
export function reportResidual(
  residual: readonly Residual[],
  context: DeidentifyContext,
): { readonly holds: readonly Hold[]; readonly findings: readonly Finding[] } {
  if (context.rules.profile.preset === 'qmenta') {
    return {
      holds: [],
      findings: residual.map(({ path, label }) => ({ code: 'residual-identifier', message: leftIn(label), path })),
    };
  }
  return applyRelease(
    residual.map(({ path, label }) => ({ kind: 'residual-identifier', reason: held(label), isReleasable: true, path })),
    context.release,
  );
}

function leftIn(label: string): string {
  return `The published QMENTA table leaves ${label} of the original in this element.`;
}

function held(label: string): string {
  return `What is kept here holds ${label} of the original. Look at the element, then release the file or leave it out.`;
}
