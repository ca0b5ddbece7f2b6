import type { NetworkAnswer } from '../contracts/network-answer.ts';

/** The part of a worker's global scope that the probe uses. */
export type ProbeScope = {
  readonly fetch: (url: string) => Promise<unknown>;
  addEventListener(type: 'securitypolicyviolation', listener: (event: { originalPolicy: string }) => void): void;
  removeEventListener(type: 'securitypolicyviolation', listener: (event: { originalPolicy: string }) => void): void;
};

/** How long the violation report may trail the refusal: in Firefox it was over half a second on a busy machine. */
const patienceMs = 1000;

/**
 * Does the policy that this worker was served with stop it from reaching other servers? Tries to fetch a `data:` address,
 * which a policy refuses like any other but which reaches no network where there is no policy; then looks at what the
 * policy that refused it lets through.
 */
export async function probeNetwork(scope: ProbeScope): Promise<NetworkAnswer> {
  const violated = nextViolation(scope);
  try {
    await scope.fetch('data:,probe');
    return 'not-refused';
  } catch {
    const policy = await violated;
    if (policy === null) return 'refused-unread';
    return isTight(policy) ? 'refused' : 'not-refused';
  }
}

function nextViolation(scope: ProbeScope): Promise<string | null> {
  return new Promise((resolve) => {
    const onViolation = (event: { originalPolicy: string }) => {
      scope.removeEventListener('securitypolicyviolation', onViolation);
      resolve(event.originalPolicy);
    };
    scope.addEventListener('securitypolicyviolation', onViolation);
    setTimeout(() => {
      scope.removeEventListener('securitypolicyviolation', onViolation);
      resolve(null);
    }, patienceMs);
  });
}

/** True when `connect-src`, or `default-src` in its place, names no scheme and no wildcard (CSP 3, 6.1.2). */
export function isTight(policy: string): boolean {
  const directives = policy.split(';').map((directive) => directive.trim().toLowerCase().split(/\s+/));
  const sources =
    directives.find(([name]) => name === 'connect-src') ?? directives.find(([name]) => name === 'default-src');
  return sources?.slice(1).every((source) => !source.includes('*') && !source.endsWith(':')) ?? false;
}
