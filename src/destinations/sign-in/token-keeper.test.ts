import { describe, expect, it } from 'vitest';
import type { SignInState } from '../../pipeline/contracts/sign-in.ts';
import { turnsOfTheLoop } from '../../testing/eventually.ts';
import { createGate } from '../../testing/gate.ts';
import { scriptedTokens } from '../../testing/scripted-tokens.ts';
import { createTokenKeeper } from './token-keeper.ts';

const { signal } = new AbortController();
const renewsNothing = { renew: async () => ({ kind: 'refused' }) as const, renewsAlone: () => false };

function setUp(isIssuer: boolean, livesMs: number | null = null) {
  const script = scriptedTokens(isIssuer, livesMs);
  const clock = { nowMs: 0 };
  const keeper = createTokenKeeper(script.source, () => clock.nowMs);
  const states: SignInState[] = [];
  keeper.watch((state) => states.push(state));
  return { ...script, clock, keeper, states, last: () => states.at(-1) };
}

describe('a keeper of tokens', () => {
  it('asks an endpoint when a token is needed, once for all that need it', async () => {
    const { keeper, counts, states } = setUp(false);
    expect(counts.renewed, 'not before').toBe(0);
    const given = await Promise.all([keeper.token(true, signal), keeper.token(true, signal)]);
    expect(given).toEqual(Array(2).fill({ kind: 'token', token: 't-1' }));
    expect(await keeper.token(true, signal)).toEqual({ kind: 'token', token: 't-1' });
    expect(counts.renewed).toBe(1);
    expect(states).toEqual([{ kind: 'signed-out' }, { kind: 'signed-in', isRenewed: true }]);
  });

  it.each([
    [300_000, 269_999, 't-1'],
    [300_000, 270_000, 't-2'],
    [20_000, 9_999, 't-1'],
    [20_000, 10_000, 't-2'],
  ])('renews a token of %i ms before its end: after %i ms it gives %s', async (livesMs, afterMs, token) => {
    const { keeper, clock } = setUp(false, livesMs);
    await keeper.token(true, signal);
    clock.nowMs = afterMs;
    expect(await keeper.token(true, signal)).toEqual({ kind: 'token', token });
  });

  it('uses what is still good while its source is away, and says so', async () => {
    const { keeper, clock, answers, last } = setUp(false, 300_000);
    await keeper.token(true, signal);
    answers('away');
    clock.nowMs = 280_000;
    expect(await keeper.token(true, signal)).toEqual({ kind: 'token', token: 't-1' });
    expect(last()).toEqual({ kind: 'unreachable' });
    clock.nowMs = 300_000;
    expect(await keeper.token(true, signal)).toEqual({ kind: 'away' });
    answers('token');
    expect(await keeper.token(true, signal)).toEqual({ kind: 'token', token: 't-2' });
    expect(last()).toEqual({ kind: 'signed-in', isRenewed: true });
  });

  it('tells an endpoint that refuses at first from one that did give', async () => {
    const { keeper, answers, last } = setUp(false, 1000);
    answers('refused');
    expect(await keeper.token(true, signal)).toEqual({ kind: 'refused', hasGiven: false });
    answers('token');
    await keeper.token(true, signal);
    keeper.rejected('t-1', true);
    answers('refused');
    expect(await keeper.token(true, signal)).toEqual({ kind: 'refused', hasGiven: true });
    expect(last()).toEqual({ kind: 'refused', by: 'source' });
  });

  it('opens no window by itself, and gives a token to all that wait once the person has signed in', async () => {
    const { keeper, counts, last } = setUp(true);
    const waiting = keeper.token(true, signal);
    expect(await keeper.token(false, signal)).toEqual({ kind: 'refused', hasGiven: false });
    expect(counts).toEqual({ renewed: 0, asked: 0 });
    keeper.signIn();
    expect(last()).toEqual({ kind: 'signing-in' });
    expect(await waiting).toEqual({ kind: 'token', token: 't-1' });
    expect(last()).toEqual({ kind: 'signed-in', isRenewed: true });
  });

  it('has expired when an issuer renews no more, and waits for the person until the upload is cancelled', async () => {
    const { keeper, answers, clock, last } = setUp(true, 60_000);
    keeper.signIn();
    await keeper.token(true, signal);
    answers('refused');
    clock.nowMs = 60_000;
    const cancel = new AbortController();
    const waiting = keeper.token(true, cancel.signal);
    await turnsOfTheLoop();
    expect(last()).toEqual({ kind: 'expired' });
    cancel.abort();
    expect(await waiting).toEqual({ kind: 'aborted' });
  });

  it('takes two tokens in a row that a server does not accept for its answer', async () => {
    const endpoint = setUp(false);
    await endpoint.keeper.token(true, signal);
    expect(endpoint.keeper.rejected('t-1', true)).toBe('again');
    expect(endpoint.keeper.rejected('t-1', true), 'another request carried the same').toBe('again');
    await endpoint.keeper.token(true, signal);
    expect(endpoint.keeper.rejected('t-2', true)).toBe('final');
    expect(endpoint.last()).toEqual({ kind: 'refused', by: 'server' });

    const issuer = setUp(true);
    issuer.keeper.signIn();
    await issuer.keeper.token(true, signal);
    issuer.keeper.rejected('t-1', true);
    await issuer.keeper.token(true, signal);
    expect(issuer.keeper.rejected('t-2', true), 'the person may be somebody else next time').toBe('again');
    expect(issuer.last()).toEqual({ kind: 'refused', by: 'server' });
    expect(await issuer.keeper.token(false, signal)).toMatchObject({ kind: 'refused' });
  });

  it('counts no token that was accepted in between, and none of a request that says nothing of it', async () => {
    const { keeper } = setUp(false);
    for (let at = 1; at < 6; at++) {
      await keeper.token(true, signal);
      keeper.accepted(`t-${at}`);
      expect(keeper.rejected(`t-${at}`, at % 2 === 0)).toBe('again');
    }
  });

  it('says that the window was blocked, refused or given up, and what was before stands', async () => {
    const answers = ['blocked', 'refused', 'cancelled', 'away'] as const;
    const states: SignInState[] = [];
    for (const kind of answers) {
      const source = { ...renewsNothing, ask: async () => ({ kind }) as const };
      const keeper = createTokenKeeper(source, () => 0);
      keeper.signIn();
      await turnsOfTheLoop();
      keeper.watch((state) => states.push(state));
    }
    expect(states).toEqual([
      { kind: 'blocked' },
      { kind: 'refused', by: 'source' },
      { kind: 'signed-out' },
      { kind: 'unreachable' },
    ]);
  });

  it('says of a token that is not renewed that it is not', async () => {
    const { keeper, renewsNothing: endsRenewal, last } = setUp(true);
    endsRenewal();
    keeper.signIn();
    await keeper.token(true, signal);
    expect(last()).toEqual({ kind: 'signed-in', isRenewed: false });
  });

  it('takes a source that breaks for one that is away, each time anew', async () => {
    const breaks = async () => {
      throw new Error('A bug.');
    };
    const keeper = createTokenKeeper({ renew: breaks, renewsAlone: () => true, ask: null }, () => 0);
    for (let at = 0; at < 2; at++) expect(await keeper.token(true, signal)).toEqual({ kind: 'away' });
    const states: SignInState[] = [];
    const issuer = createTokenKeeper({ ...renewsNothing, ask: breaks }, () => 0);
    issuer.watch((state) => states.push(state));
    issuer.signIn();
    await turnsOfTheLoop();
    expect(states).toEqual([{ kind: 'signed-out' }, { kind: 'signing-in' }, { kind: 'unreachable' }]);
  });

  it('waits for nobody when the upload was cancelled while the token was being renewed', async () => {
    const gate = createGate();
    const cancel = new AbortController();
    const { source } = scriptedTokens(true, 1000);
    const renew = async () => {
      await gate.isOpen;
      return { kind: 'refused' } as const;
    };
    let nowMs = 0;
    const keeper = createTokenKeeper({ ...source, renew }, () => nowMs);
    keeper.signIn();
    await keeper.token(true, signal);
    nowMs = 1000;
    const waiting = keeper.token(true, cancel.signal);
    cancel.abort();
    gate.open();
    expect(await Promise.race([waiting, turnsOfTheLoop()])).toEqual({ kind: 'aborted' });
  });

  it('keeps the token of who has signed in while the one of before was being renewed', async () => {
    const gate = createGate();
    const { source } = scriptedTokens(true, 60_000);
    const renew = async () => {
      await gate.isOpen;
      return { kind: 'token', token: 'of-before', livesMs: null } as const;
    };
    let nowMs = 0;
    const keeper = createTokenKeeper({ ...source, renew }, () => nowMs);
    keeper.signIn();
    await keeper.token(true, signal);
    nowMs = 60_000;
    const waiting = keeper.token(true, signal);
    keeper.signIn();
    await turnsOfTheLoop();
    gate.open();
    expect(await waiting).toEqual({ kind: 'token', token: 't-2' });
    expect(await keeper.token(true, signal)).toEqual({ kind: 'token', token: 't-2' });
  });

  it.each([
    ['token', { kind: 'signed-in', isRenewed: true }],
    ['refused', { kind: 'expired' }],
    ['away', { kind: 'unreachable' }],
  ] as const)(
    'says that a window is open until it is closed, whatever a renewal ends with: %s',
    async (kind, after) => {
      const gate = createGate();
      const { source } = scriptedTokens(true, 60_000);
      const renew = async () => {
        await gate.isOpen;
        return kind === 'token' ? { kind, token: 'renewed', livesMs: null } : { kind };
      };
      let answer: Awaited<ReturnType<NonNullable<typeof source.ask>>> = { kind: 'token', token: 't-1', livesMs: 1000 };
      let nowMs = 0;
      const window = createGate();
      const ask = async () => {
        if (answer.kind === 'cancelled') await window.isOpen;
        return answer;
      };
      const keeper = createTokenKeeper({ ...source, renew, ask }, () => nowMs);
      const states: SignInState[] = [];
      keeper.watch((state) => states.push(state));
      keeper.signIn();
      await keeper.token(true, signal);
      nowMs = 1000;
      const waiting = keeper.token(false, signal);
      answer = { kind: 'cancelled' };
      keeper.signIn();
      gate.open();
      await waiting;
      expect(states.at(-1)).toEqual({ kind: 'signing-in' });
      window.open();
      await turnsOfTheLoop();
      expect(states.at(-1)).toEqual(after);
    },
  );

  it('drops no token for a refused look where only the person could give another one', async () => {
    const { keeper, renewsNothing: endsRenewal, last } = setUp(true);
    endsRenewal();
    keeper.signIn();
    await keeper.token(true, signal);
    expect(keeper.rejected('t-1', false)).toBe('final');
    expect(last()).toMatchObject({ kind: 'signed-in' });
    expect(await keeper.token(false, signal)).toEqual({ kind: 'token', token: 't-1' });
  });
});
