import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NetworkAnswer } from '../contracts/network-answer.ts';
import { isTight, type ProbeScope, probeNetwork } from './network-probe.ts';

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

describe('probeNetwork', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A report comes soon or not at all: the probe waits a second for it. */
  async function ask(scope: ProbeScope): Promise<NetworkAnswer> {
    const answer = probeNetwork(scope);
    await vi.advanceTimersByTimeAsync(1000);
    return answer;
  }

  it('is refused under a policy that lets nothing through', async () => {
    expect(await ask(scopeUnder("default-src 'none'; connect-src 'none'"))).toBe('refused');
  });

  it('is not refused without a policy, and asks no server to find out', async () => {
    const scope = scopeUnder(null);
    expect(await ask(scope)).toBe('not-refused');
    expect(scope.asked).toEqual(['data:,probe']);
  });

  it('is refused by something unread where the browser reports no violation, as WebKit does in workers', async () => {
    expect(await ask(scopeUnder("connect-src 'none'", false))).toBe('refused-unread');
  });

  it('is not refused under a policy that lets other servers through', async () => {
    expect(await ask(scopeUnder('default-src *'))).toBe('not-refused');
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
