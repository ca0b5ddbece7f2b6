/** Tries of one request before its files are given back as not sent. */
export const mostAttempts = 5;

const firstDelayMs = 1000;
const longestDelayMs = 120_000;

/**
 * How long to wait before the next try: what the server asked for, else 1, 2, 4, 8 seconds and up to half as much again, so
 * that many pages do not come back at once.
 * @param attempt the tries so far, from 1
 * @param random from 0 to below 1
 */
export function retryDelayMs(attempt: number, retryAfterMs: number | null, random: number): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, longestDelayMs);
  return Math.min(firstDelayMs * 2 ** (attempt - 1) * (1 + random / 2), longestDelayMs);
}

/** @returns milliseconds to wait; null when the header is absent or says nothing (RFC 9110, 10.2.3) */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - nowMs);
}
