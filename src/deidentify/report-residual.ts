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
  const released = applyRelease(residual.flatMap(holdOf), context.release);
  const kept = retainedFindings(residual.filter(({ standing }) => standing === 'retained'));
  const stated = residual.filter(({ standing }) => standing === 'stated').map((found) => finding(found, noIdentifier));
  return { holds: released.holds, findings: [...kept, ...stated, ...released.findings] };
}

function holdOf(residual: Residual): readonly Hold[] {
  if (residual.standing !== 'left') return [];
  const { path, label, held } = residual;
  return [{ kind: 'residual-identifier', reason: heldFor(label), isReleasable: true, path, held }];
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

function noIdentifier(label: string): string {
  return `What reads like ${label} of the original in this element is no identifier, as a person stated.`;
}

function heldFor(label: string): string {
  return `What is kept here holds ${label} of the original. Decide about the value, or leave the file out.`;
}
