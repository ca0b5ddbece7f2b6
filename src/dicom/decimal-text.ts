/** Least and most of an Integer String (PS3.5 6.2 IS). */
const leastInteger = -(2 ** 31);
const mostInteger = 2 ** 31 - 1;

/**
 * A Decimal String (PS3.5 6.2 DS). @returns NaN for anything else: empty text, `Infinity`, `0x10`, and a number that is
 * too large to be held, as `1e400`.
 */
export function parseDecimal(text: string): number {
  if (!decimal.test(text)) return Number.NaN;
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** An Integer String (PS3.5 6.2 IS); `12.0` counts as 12. @returns NaN for anything else, and outside of 32 bits. */
export function parseInteger(text: string): number {
  if (!integer.test(text)) return Number.NaN;
  const value = Number(text);
  return value >= leastInteger && value <= mostInteger ? value : Number.NaN;
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const integer = /^[+-]?\d+(?:\.0*)?$/;
