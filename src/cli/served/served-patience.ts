import { setTimeout as sleep } from 'node:timers/promises';
import { mostAttempts, retryDelayMs } from '../../destinations/upload/retry-delay.ts';
import { mostAwayMs } from '../../pipeline/pool/node/patience.ts';
import { CommandError } from '../exit-status.ts';

/** What a server does not give, and the reason for people; it may give other things. */
export class NotServed extends Error {}

/** A reason is for people, and says what to do. */
export type Tried<Result> =
  | { readonly kind: 'answered'; readonly result: Result }
  /** It will not do this. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It is there, and could not do this, or not to its end. */
  | { readonly kind: 'trouble'; readonly reason: string }
  /** It, or the way to it, may not be there for now. The reason holds where it turns out to be there. */
  | { readonly kind: 'away'; readonly retryAfterMs: number | null; readonly reason: string };

type Failed = Extract<Tried<never>, { readonly kind: 'trouble' | 'away' }>;

/** What is asked for, and how the same server is asked for something else, to tell whether it is there at all. */
export type Asking<Result> = {
  readonly attempt: () => Promise<Tried<Result>>;
  readonly isThere: () => Promise<boolean>;
};

/** What waits, for tests to stand in for. */
export type ServedClock = {
  readonly now: () => number;
  /** @param signal ends the waiting */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

const realClock: ServedClock = {
  now: () => performance.now(),
  wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
};

/** A server that has never answered is taken for a wrong address. */
const mostAwayAtFirstMs = 20_000;
const longestWaitMs = 60_000;
/** Behind so many in a row that it did not give, each further one is tried fewer times: a volume of its archive may be gone. */
const [manyInARow, triesThen] = [4, 2];
/** Behind a server that was waited for in vain, it is asked whether it is there so often at most. */
const askAgainMs = 60_000;

/**
 * Asks a server again for what it did not give. What it cannot give alone, while it gives or says other things, is given up after five
 * tries; a server that is away is waited for as one that STOW-RS sends to, for 30 minutes in which it has given nothing, or 20 seconds
 * where it has never answered. Behind that all else fails at once, until it answers again.
 */
export function createServedPatience({ now, wait }: ServedClock = realClock) {
  /** When it began to give nothing; null while it gives something. */
  let failingSinceMs: number | null = null;
  let hasAnswered = false;
  let notServedInARow = 0;
  /** When it was last asked in vain; null before it was given up. */
  let givenUpMs: number | null = null;

  function hasGiven(): void {
    [failingSinceMs, hasAnswered, givenUpMs] = [null, true, null];
  }

  function giveUp(): CommandError {
    givenUpMs = now();
    return inVain();
  }

  function inVain(): CommandError {
    return new CommandError(hasAnswered ? gaveNothing : noAnswer);
  }

  /** Asks a server that was given up now and then whether it is there; then one thing is asked for, once. */
  async function comeBack(isThere: () => Promise<boolean>): Promise<void> {
    if (givenUpMs === null) return;
    if (now() - givenUpMs < askAgainMs) throw inVain();
    if (!(await isThere())) throw giveUp();
    givenUpMs = null;
  }

  /** Waits before the next try. @throws CommandError where that would be too late */
  async function pause(tries: number, retryAfterMs: number | null, signal: AbortSignal): Promise<void> {
    const delayMs = Math.min(retryDelayMs(tries, retryAfterMs, Math.random()), longestWaitMs);
    // Others may have been given something meanwhile.
    const failingMs = failingSinceMs === null ? 0 : now() - failingSinceMs;
    if (failingMs + delayMs > (hasAnswered ? mostAwayMs : mostAwayAtFirstMs)) throw giveUp();
    await wait(delayMs, signal);
    signal.throwIfAborted();
  }

  /** @returns whether it has been asked often enough, and is there @param timesThere so often before */
  async function isGivenUpAlone(
    tried: Failed,
    tries: number,
    timesThere: number,
    isThere: () => Promise<boolean>,
  ): Promise<'no' | 'there' | 'yes'> {
    if (tries < (notServedInARow < manyInARow ? mostAttempts : triesThen)) return 'no';
    if (tried.kind === 'trouble') return 'yes';
    if (!hasAnswered || !(await isThere())) return 'no';
    // It may have come back just now, so what it could not give is asked for once more.
    return timesThere > 0 ? 'yes' : 'there';
  }

  /** @throws NotServed; CommandError where the server is not there @param signal ends all waiting */
  async function untilAnswered<Result>({ attempt, isThere }: Asking<Result>, signal: AbortSignal): Promise<Result> {
    await comeBack(isThere);
    let timesThere = 0;
    for (let tries = 1; ; tries++) {
      const startMs = now();
      const tried = await attempt();
      if (tried.kind === 'answered') {
        hasGiven();
        notServedInARow = 0;
        return tried.result;
      }
      signal.throwIfAborted();
      if (tried.kind === 'refused') {
        hasGiven();
        throw new NotServed(tried.reason);
      }
      failingSinceMs ??= startMs;
      hasAnswered ||= tried.kind === 'trouble';
      const alone = await isGivenUpAlone(tried, tries, timesThere, isThere);
      if (alone === 'yes') {
        notServedInARow += 1;
        throw new NotServed(tried.reason);
      }
      timesThere += Number(alone === 'there');
      signal.throwIfAborted();
      await pause(tries, tried.kind === 'away' ? tried.retryAfterMs : null, signal);
    }
  }

  return {
    untilAnswered,
    /** The server has answered before, be it in another thread. */
    hasAnsweredBefore: () => {
      hasAnswered = true;
    },
  };
}

const gaveNothing =
  'The server of IN has given nothing for 30 minutes: it did not answer, broke off, or could give none of what it was asked for. Run it again when it does.';
const noAnswer =
  'The server of IN did not answer, or sent the request on to another address. Check the address of IN, and the file of --sign-in.';
