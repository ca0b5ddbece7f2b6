import type { Finding, Hold } from './change.ts';
import type { Release } from './context.ts';

/**
 * Turns the holds that a person has released into findings; what may not be released stays. Without a release all stay.
 */
export function applyRelease(
  holds: readonly Hold[],
  release: Release | null,
): { readonly holds: readonly Hold[]; readonly findings: readonly Finding[] } {
  if (release === null) return { holds, findings: [] };
  return {
    holds: holds.filter((hold) => !isCovered(hold, release)),
    findings: holds.filter((hold) => isCovered(hold, release)).map(releasedFinding),
  };
}

function releasedFinding({ kind, reason, path }: Hold): Finding {
  return {
    code: `released-${kind}`,
    message: `Released by a person. ${reason}`,
    ...(path === undefined ? {} : { path }),
  };
}

/**
 * A look at the images or at the cleaned texts says nothing of what the attributes hold, and nothing but a word about the images
 * lets images go. Who let images through unseen has said no such word.
 */
function isCovered({ kind, isReleasable }: Hold, { covers, pixels }: Release): boolean {
  return isReleasable && (kind === 'pixels' ? pixels.kind === 'nothing-identifying' : covers === undefined);
}
