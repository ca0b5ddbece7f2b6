import type { SignInState } from '../../pipeline/contracts/sign-in.ts';
import type { TokenAnswer, TokenSource } from './token-source.ts';

/** A token is renewed so long before its end, or at half of its life where that is shorter. */
const marginMs = 30_000;

export type Given =
  | { readonly kind: 'token'; readonly token: string }
  /** `hasGiven`: it has given one before, so that it may do so again. */
  | { readonly kind: 'refused'; readonly hasGiven: boolean }
  | { readonly kind: 'away' }
  | { readonly kind: 'aborted' };

/** Holds the token of one source in memory, renews it, and says how it stands. */
export type TokenKeeper = {
  /**
   * A token that is good for a while.
   * @param waits true for those that wait until the person has signed in, where nothing else helps
   */
  readonly token: (waits: boolean, signal: AbortSignal) => Promise<Given>;
  /** The server has taken this token. */
  readonly accepted: (token: string) => void;
  /**
   * The server did not take this token (401). @returns `again` where another one may do better
   * @param isVerdict false for a request whose refusal may say nothing of the token: it costs nobody a sign-in
   */
  readonly rejected: (token: string, isVerdict: boolean) => 'again' | 'final';
  /** Addresses whose server does not let this person look, whatever the token is. */
  readonly blindAt: Set<string>;
  readonly watch: (onState: (state: SignInState) => void) => () => void;
  /** To be called by a click. */
  readonly signIn: () => void;
  readonly cancel: () => void;
};

type Held = { readonly token: string; readonly renewAtMs: number; readonly endsAtMs: number };

export function createTokenKeeper(source: TokenSource, now: () => number): TokenKeeper {
  const listeners = new Set<(state: SignInState) => void>();
  const waiting = new Set<() => void>();
  const blindAt = new Set<string>();
  let state: SignInState = { kind: 'signed-out' };
  let held: Held | null = null;
  let hasGiven = false;
  let isPersonNeeded = source.ask !== null;
  /** Tokens in a row that the server did not take. */
  let rejections = 0;
  let renewing: Promise<TokenAnswer> | null = null;
  /** The window that is open, and how it stands without it. */
  let asking: { readonly ends: AbortController; before: SignInState } | null = null;

  function become(next: SignInState): void {
    // What a renewal says while a window is open is said once that window is given up.
    if (asking === null) show(next);
    else asking.before = next;
    for (const wake of waiting) wake();
  }

  function show(next: SignInState): void {
    state = next;
    for (const onState of listeners) onState(next);
  }

  function hold(answer: Extract<TokenAnswer, { readonly kind: 'token' }>): void {
    const livesMs = answer.livesMs ?? Number.POSITIVE_INFINITY;
    const endsAtMs = now() + livesMs;
    held = { token: answer.token, endsAtMs, renewAtMs: endsAtMs - Math.min(marginMs, livesMs / 2) };
    hasGiven = true;
    isPersonNeeded = false;
    become({ kind: 'signed-in', isRenewed: source.renewsAlone() });
  }

  /** One at a time for all that need it: some sources give each token for renewing once. */
  function renew(): Promise<TokenAnswer> {
    const before = held;
    renewing ??= source
      .renew()
      .catch(broken)
      .then((answer) => {
        renewing = null;
        // The person has signed in meanwhile.
        if (held !== null && held !== before) return { kind: 'token', token: held.token, livesMs: null };
        if (answer.kind === 'token') hold(answer);
        else if (answer.kind === 'away') become({ kind: 'unreachable' });
        else {
          held = null;
          isPersonNeeded = source.ask !== null;
          become(isPersonNeeded ? { kind: 'expired' } : { kind: 'refused', by: 'source' });
        }
        return answer;
      });
    return renewing;
  }

  async function token(waits: boolean, signal: AbortSignal): Promise<Given> {
    while (!signal.aborted) {
      const given = await withoutPerson();
      if (given.kind !== 'refused' || source.ask === null || !waits) return given;
      // The person may have signed in meanwhile.
      if (isPersonNeeded) await untilChange(signal);
    }
    return { kind: 'aborted' };
  }

  async function withoutPerson(): Promise<Given> {
    if (held !== null && now() < held.renewAtMs) return { kind: 'token', token: held.token };
    if (isPersonNeeded) return { kind: 'refused', hasGiven };
    const answer = await renew();
    if (answer.kind === 'token') return { kind: 'token', token: answer.token };
    if (answer.kind === 'refused') return { kind: 'refused', hasGiven };
    // One that is still good will do for now.
    return held !== null && now() < held.endsAtMs ? { kind: 'token', token: held.token } : answer;
  }

  function untilChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  function rejected(used: string, isVerdict: boolean): 'again' | 'final' {
    // Somebody else has seen to it.
    if (held?.token !== used) return 'again';
    if (!isVerdict && !source.renewsAlone()) return 'final';
    held = null;
    if (!isVerdict) return 'again';
    rejections += 1;
    if (rejections === 1) return 'again';
    rejections = 0;
    isPersonNeeded = source.ask !== null;
    become({ kind: 'refused', by: 'server' });
    return isPersonNeeded ? 'again' : 'final';
  }

  async function signIn(): Promise<void> {
    const { ask } = source;
    if (ask === null) return;
    asking?.ends.abort();
    const own = { ends: new AbortController(), before: asking?.before ?? state };
    asking = own;
    const answering = ask(own.ends.signal).catch(broken);
    show({ kind: 'signing-in' });
    const answer = await answering;
    // Another window has been opened since.
    if (asking !== own) return;
    asking = null;
    if (answer.kind === 'token') {
      blindAt.clear();
      hold(answer);
    } else if (answer.kind === 'blocked') become({ kind: 'blocked' });
    else if (answer.kind === 'away') become({ kind: 'unreachable' });
    else become(answer.kind === 'cancelled' ? own.before : { kind: 'refused', by: 'source' });
  }

  return {
    token,
    accepted: (used) => {
      if (held?.token === used) rejections = 0;
    },
    rejected,
    blindAt,
    watch: (onState) => {
      listeners.add(onState);
      onState(state);
      return () => listeners.delete(onState);
    },
    signIn: () => void signIn(),
    cancel: () => asking?.ends.abort(),
  };
}

/** A source does not throw; one that breaks is tried again later. */
function broken(): TokenAnswer {
  return { kind: 'away' };
}
