import { parseRetryAfter } from './retry-delay.ts';
import type { Answer, SendResult } from './upload-protocol.ts';

/** Statuses after which the same request may go through (RFC 9110, RFC 6585). */
export const passingStatuses: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** What a proxy answers whose server is away, and a server that starts or is being mended. */
const awayStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * What every protocol makes of an answer that says nothing of single files. @returns null when the status is for the
 * protocol to read.
 */
export function readAnswer(answer: Answer, itemCount: number, nowMs: number): SendResult | null {
  switch (answer.kind) {
    case 'aborted':
      return { kind: 'aborted' };
    case 'unreachable':
      return { kind: 'again', cause: 'away', retryAfterMs: null, code: 'unreachable', reason: unreachable };
    case 'no-sign-in':
      if (!answer.mayPass) return { kind: 'stop', code: 'no-sign-in', reason: noSignIn };
      return { kind: 'again', cause: 'away', retryAfterMs: null, code: 'no-sign-in', reason: noSignIn };
    default:
      return readStatus(answer.status, answer.header('retry-after'), itemCount, nowMs);
  }
}

function readStatus(status: number, retryAfter: string | null, itemCount: number, nowMs: number): SendResult | null {
  if (status === 401) return { kind: 'stop', code: 'unauthorised', reason: unauthorised };
  if (status === 403) return { kind: 'stop', code: 'forbidden', reason: forbidden };
  if (status === 404 || status === 405) return { kind: 'stop', code: 'rejected', reason: wrongPath(status) };
  if (status === 507) return { kind: 'stop', code: 'rejected', reason: noRoom };
  if (status === 413) return itemCount > 1 ? { kind: 'split' } : { kind: 'answered', statuses: [tooLarge] };
  if (!passingStatuses.has(status)) return null;
  const retryAfterMs = parseRetryAfter(retryAfter, nowMs);
  return {
    kind: 'again',
    cause: awayStatuses.has(status) ? 'away' : 'trouble',
    retryAfterMs,
    code: 'server-error',
    reason: `The server answered ${status}. Send again later.`,
  };
}

const tooLarge = {
  kind: 'refused',
  code: 'too-large',
  reason:
    'The server does not take requests of this size (413). Ask its operator to raise the limit (nginx: client_max_body_size).',
} as const;

const unreachable =
  'The server did not answer, sent the request on to another address, or the connection broke. Test the connection, then send again.';
const noSignIn = 'No sign-in was given for this server, so nothing was sent. See Sign-in, then send again.';
const unauthorised = 'The server did not accept the sign-in (401). Check it and send again.';
const forbidden = 'The server does not let this sign-in store files here (403). Ask its operator.';
const noRoom = 'The server has no room left (507). Ask its operator, then send again.';
const wrongPath = (status: number) =>
  `The server knows nothing at this address (${status}). Check the path and send again.`;
