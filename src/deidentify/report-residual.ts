import { applyRelease } from './apply-release.ts';
import type { Finding, Hold } from './change.ts';
import type { DeidentifyContext } from './context.ts';
import type { Residual } from './find-residual.ts';

/**
 * Residual identifiers hold a file back, unless a person released it. What an active option or an own rule retains anyway
 * is a finding where it stands a second time, and so is everything under `qmenta`, which keeps most of a header by design.
 */
export function reportResidual(
  residual: readonly Residual[],
  context: DeidentifyContext,
): { readonly holds: readonly Hold[]; readonly findings: readonly Finding[] } {
  if (context.rules.profile.preset === 'qmenta') {
    return { holds: [], findings: residual.map((found) => finding(found, leftIn)) };
  }
  const released = applyRelease(residual.filter(({ isRetained }) => !isRetained).map(hold), context.release);
  const kept = retainedFindings(residual.filter(({ isRetained }) => isRetained));
  return { holds: released.holds, findings: [...kept, ...released.findings] };
}

function hold({ path, label }: Residual): Hold {
  return { kind: 'residual-identifier', reason: held(label), isReleasable: true, path };
}

function finding({ path, label }: Residual, say: (label: string) => string): Finding {
  return { code: 'residual-identifier', message: say(label), path };
}

/** One for each thing that is retained: a date may be part of every UID of a file. */
function retainedFindings(retained: readonly Residual[]): readonly Finding[] {
  const byLabel = new Map<string, Residual[]>();
  for (const found of retained) byLabel.set(found.label, [...(byLabel.get(found.label) ?? []), found]);
  return [...byLabel.values()].map((all) => finding(all[0]!, (label) => retainedToo(label, all.length - 1)));
}

function leftIn(label: string): string {
  return `The published QMENTA table leaves ${label} of the original in this element.`;
}

function retainedToo(label: string, others: number): string {
  const where = others === 0 ? 'This element holds' : `This element and ${others} more of the file hold`;
  return `${where} ${label} of the original, which the profile retains.`;
}

function held(label: string): string {
  return `What is kept here holds ${label} of the original. Look at the element, then release the file or leave it out.`;
}
