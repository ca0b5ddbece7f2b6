import { expect, it } from 'vitest';
import { storeFailure } from './store-failure.ts';

const answered = (name: string, httpStatusCode: number) =>
  Object.assign(new Error('the key DOE^JANE'), { name, $metadata: { httpStatusCode } });

it.each([
  [answered('SignatureDoesNotMatch', 403), 'refused'],
  [answered('403', 403), 'refused'],
  [answered('InvalidAccessKeyId', 400), 'refused'],
  [answered('NoSuchBucket', 404), 'no-bucket'],
  [answered('NotFound', 404), 'not-there'],
  [answered('PreconditionFailed', 412), 'changed'],
  [answered('EntityTooLarge', 400), 'full'],
  [answered('QuotaExceeded', 403), 'full'],
  [answered('XMinioStorageFull', 507), 'full'],
  [answered('Unknown', 507), 'full'],
  [answered('Unknown', 413), 'full'],
  [answered('SlowDown', 503), 'away'],
  [answered('InternalError', 500), 'away'],
  [answered('Unknown', 429), 'away'],
  [answered('NotImplemented', 501), 'not-known'],
  [answered('PermanentRedirect', 301), 'elsewhere'],
  [answered('Unknown', 307), 'elsewhere'],
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'away'],
  [Object.assign(new Error('slow'), { name: 'TimeoutError' }), 'away'],
  [Object.assign(new Error('none'), { name: 'CredentialsProviderError' }), 'no-credentials'],
  [Object.assign(answered('Error', 200), { code: 'ECONNRESET' }), 'away'],
  [answered('ConditionalRequestConflict', 409), 'away'],
  [answered('constructor', 400), 'other'],
  [new TypeError('a bug'), 'other'],
])('%s is %s, and none of its text is shown', (error, kind) => {
  const failure = storeFailure(error);
  expect(failure.kind).toBe(kind);
  expect(failure.message).not.toContain('DOE');
});
