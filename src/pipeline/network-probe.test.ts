import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isNetworkBlocked, isTight, type ProbeScope } from './network-probe.ts';

/** A worker under a policy, or under none; `reportsLate` as engines do. */
function scopeUnder(policy: string | null, reports = true): ProbeScope & { readonly asked: string[] } {
  const target = new EventTarget();
  const asked: string[] = [];
  return {
    asked,
    addEventListener: (type, listener) => target.addEventListener(type, listener as never),
    removeEventListener: (type, listener) => target.removeEventListener(type, listener as never),
    fetch: async (url) => {
      asked.push(url);
      if (policy === null) return 'fetched';
      if (reports) {
        const event = Object.assign(new Event('securitypolicyviolation'), { originalPolicy: policy });
        setTimeout(() => target.dispatchEvent(event), 5);
      }
      throw new TypeError('Failed to fetch');
    },
  };
}

describe('isNetworkBlocked', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A report comes soon or not at all: the probe waits half a second for it. */
  async function ask(scope: ProbeScope): Promise<boolean> {
    const answer = isNetworkBlocked(scope);
    await vi.advanceTimersByTimeAsync(500);
    return answer;
  }

  it('is true under a policy that lets nothing through', async () => {
    expect(await ask(scopeUnder("default-src 'none'; connect-src 'none'"))).toBe(true);
  });

  it('is false without a policy, and asks no server to find out', async () => {
    const scope = scopeUnder(null);
    expect(await ask(scope)).toBe(false);
    expect(scope.asked).toEqual(['data:,probe']);
  });

  it('is false when the probe failed for another reason than a policy', async () => {
    expect(await ask(scopeUnder('', false))).toBe(false);
  });

  it('is false under a policy that lets other servers through', async () => {
    expect(await ask(scopeUnder('default-src *'))).toBe(false);
  });
});

describe('isTight', () => {
  it.each([
    ["connect-src 'none'", true],
    ["default-src 'none'", true],
    ["default-src *; connect-src 'self'", true],
    ["connect-src 'self' https://archive.example.org", true],
    ["script-src 'self'", false],
    ["default-src 'none'; connect-src https:", false],
    ["default-src 'none'; connect-src https://*.example.org", false],
    ['connect-src *', false],
    ['', false],
  ])('%s → %s', (policy, expected) => {
    expect(isTight(policy)).toBe(expected);
  });
});
