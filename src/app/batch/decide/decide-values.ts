import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { decisionsOf, type FileDecisions, type ValueDecision, withValue } from '../file-decisions.ts';
import type { Hold, Signature } from '../outcomes.ts';
import { type HeldPlace, isAbout } from './wait-reasons.ts';

/** What a person wants of a value in which an identifier was found. */
export type ValueChoice =
  | { readonly kind: 'remove' }
  | { readonly kind: 'replace'; readonly text: string }
  | { readonly kind: 'not-an-identifier'; readonly reason: string };

/**
 * The decisions about files with one more, about a value that holds them.
 * @param files that wait: those of the entry for a value that shares nothing, else all of the batch
 */
export function valueDecisions(
  files: readonly BatchFile[],
  value: HeldPlace,
  choice: ValueChoice,
  signature: Signature,
): readonly FileDecisions[] {
  return files.flatMap((file) => {
    const holds = valueHoldsOf(file).filter((hold) => isAbout(hold, value));
    if (holds.length === 0) return [];
    const before = decisionsOf(file);
    const values = holds.reduce(
      (decided, hold) => withValue(decided, decisionAbout(hold, choice, signature)),
      before.values,
    );
    return [{ ...before, values }];
  });
}

function decisionAbout({ path = '', held }: Hold, choice: ValueChoice, signature: Signature): ValueDecision {
  return choice.kind === 'not-an-identifier'
    ? { ...choice, path, ...signature, tokens: held?.tokens ?? [] }
    : { ...choice, path, ...signature };
}

/** The holds of a file that are about a value with a place. */
function valueHoldsOf({ outcome }: BatchFile): readonly Hold[] {
  if (outcome?.kind !== 'held') return [];
  return outcome.holds.filter(({ kind, path }) => kind === 'residual-identifier' && path !== undefined);
}
