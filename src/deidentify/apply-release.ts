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
    holds: holds.filter((hold) => !hold.isReleasable),
    findings: holds.filter((hold) => hold.isReleasable).map(releasedFinding),
  };
}

function releasedFinding({ kind, reason, path }: Hold): Finding {
  return {
    code: `released-${kind}`,
    message: `Released by a person. ${reason}`,
    ...(path === undefined ? {} : { path }),
  };
}
