import type { TokenAnswer, TokenSource } from '../destinations/sign-in/token-source.ts';

/** A source of tokens `t-1`, `t-2` …, which does what it is told. */
export function scriptedTokens(isIssuer: boolean, livesMs: number | null = null) {
  let given = 0;
  let answer: TokenAnswer['kind'] = 'token';
  let renewsAlone = true;
  const counts = { renewed: 0, asked: 0 };
  const next = async (): Promise<TokenAnswer> => {
    if (answer !== 'token') return { kind: answer };
    given += 1;
    return { kind: 'token', token: `t-${given}`, livesMs };
  };
  const source: TokenSource = {
    renew: async () => {
      counts.renewed += 1;
      return renewsAlone ? next() : { kind: 'refused' };
    },
    renewsAlone: () => renewsAlone,
    ask: isIssuer
      ? () => {
          counts.asked += 1;
          return next();
        }
      : null,
  };
  return {
    source,
    counts,
    /** From now on it renews nothing: a person has to sign in. */
    renewsNothing: () => {
      renewsAlone = false;
    },
    answers: (kind: TokenAnswer['kind']) => {
      answer = kind;
    },
  };
}
