import type { UploadPause } from '../../pipeline/contracts/upload.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { SendResult } from './upload-protocol.ts';
import type { UploadSurroundings } from './upload-queue.ts';

/** A server that answered before is waited for so long. Then a person has to look. */
export const patienceMs = 30 * 60_000;

/** Answers after which the same request is tried again. */
export type Passing = Extract<SendResult, { readonly kind: 'again' }>;

/** One pause for all requests: while a server is in trouble, nothing new is asked of it. */
export type SharedPause = {
  /** Settles at once where there is no pause. */
  readonly over: () => Promise<void>;
  /** Waits for the next try. Who comes while there is a pause waits for the end of it. */
  readonly take: (result: Passing, attempts: number) => Promise<void>;
  /** The server has answered something that can be used. */
  readonly answered: () => void;
  /** How often it has. */
  readonly answers: () => number;
  /** Of a server that is away: `known` answered before and is waited for, `unknown` never did, `given-up` is away for too long. */
  readonly standing: () => 'known' | 'unknown' | 'given-up';
};

export function createSharedPause(
  surroundings: UploadSurroundings,
  signal: AbortSignal,
  onPaused: (pause: UploadPause | null) => void,
): SharedPause {
  let pause: Promise<void> | null = null;
  let answers = 0;
  let awaySinceMs: number | null = null;

  async function wait({ cause, code, retryAfterMs }: Passing, attempts: number): Promise<void> {
    const delayMs = retryDelayMs(attempts, retryAfterMs, surroundings.random());
    onPaused({ why: whyOf(cause, code), nextTryAtMs: surroundings.now() + delayMs });
    await surroundings.sleep(delayMs, signal);
    pause = null;
    onPaused(null);
  }

  return {
    over: async () => {
      while (pause !== null) await pause;
    },
    take: (result, attempts) => {
      if (result.cause === 'away') awaySinceMs ??= surroundings.now();
      pause ??= wait(result, attempts);
      return pause;
    },
    answered: () => {
      answers += 1;
      awaySinceMs = null;
    },
    answers: () => answers,
    standing: () => {
      if (answers === 0) return 'unknown';
      return awaySinceMs !== null && surroundings.now() - awaySinceMs >= patienceMs ? 'given-up' : 'known';
    },
  };
}

function whyOf(cause: Passing['cause'], code: Passing['code']): UploadPause['why'] {
  if (code === 'no-sign-in') return 'no-sign-in';
  if (cause === 'trouble') return 'trouble';
  return code === 'unreachable' ? 'no-answer' : 'unavailable';
}
