import type { TokenAnswer, TokenSource } from '../destinations/sign-in/token-source.ts';

/** A source of tokens `t-1`, `t-2` …, which does what it is told. */
export function scriptedTokens(isIssuer: boolean, livesMs: number | null = null) {
  let given = 0;
  let answer: TokenAnswer['kind'] = 'token';
  const counts = { renewed: 0, asked: 0 };
  const next = async (): Promise<TokenAnswer> => {
    if (answer !== 'token') return { kind: answer };
    given += 1;
    return { kind: 'token', token: `t-${given}`, livesMs };
  };
  const source: TokenSource = {
    renew: () => {
      counts.renewed += 1;
      return next();
    },
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
    answers: (kind: TokenAnswer['kind']) => {
      answer = kind;
    },
  };
}
