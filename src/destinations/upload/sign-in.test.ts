import { expect, it } from 'vitest';
import type { Credentials } from '../../pipeline/contracts/upload.ts';
import { signInHeaders } from './sign-in.ts';

it.each<readonly [Credentials, Readonly<Record<string, string>>]>([
  [{ kind: 'none' }, {}],
  [{ kind: 'cookie' }, {}],
  [{ kind: 'bearer', token: 'abc' }, { Authorization: 'Bearer abc' }],
  // RFC 7617 2.1: the same user and password as in UTF-8.
  [{ kind: 'basic', user: 'test', password: '123£' }, { Authorization: 'Basic dGVzdDoxMjPCow==' }],
  [{ kind: 'header', name: 'X-Key', value: 'abc' }, { 'X-Key': 'abc' }],
  [{ kind: 'issued', source: { kind: 'endpoint', url: 'https://a.example/' } }, { Authorization: 'Bearer {issued}' }],
])('a sign-in goes into the headers that its kind has: %j', (credentials, headers) => {
  expect(signInHeaders(credentials)).toEqual(headers);
});
