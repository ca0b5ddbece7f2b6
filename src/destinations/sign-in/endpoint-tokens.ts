import { parseObject } from '../upload/is-object.ts';
import { passingStatuses } from '../upload/read-answer.ts';
import type { SendRequest } from '../upload/upload-protocol.ts';
import { isToken, type TokenAnswer, type TokenSource } from './token-source.ts';

/**
 * An address that gives a token to a person who has a session there in this browser: it is asked with cookies and answers
 * `{ "access_token": "…", "expires_in": 300 }` (the words of RFC 6749, 5.1; the time in seconds may be left out).
 */
export function endpointTokens(url: string, sendRequest: SendRequest): TokenSource {
  return {
    renew: async () => {
      const answer = await sendRequest({
        method: 'GET',
        url,
        headers: { Accept: 'application/json' },
        body: null,
        withCredentials: true,
        onProgress: () => undefined,
        signal: new AbortController().signal,
      });
      if (answer.kind !== 'response' || passingStatuses.has(answer.status)) return { kind: 'away' };
      return answer.status === 200 ? readToken(answer.text) : { kind: 'refused' };
    },
    renewsAlone: () => true,
    ask: null,
  };
}

function readToken(text: string): TokenAnswer {
  const json = parseObject(text);
  const token = json?.['access_token'];
  const seconds = json?.['expires_in'];
  if (!isToken(token)) return { kind: 'refused' };
  return { kind: 'token', token, livesMs: typeof seconds === 'number' ? seconds * 1000 : null };
}
