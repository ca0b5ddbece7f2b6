/** Why a store did not do what it was asked to. */
export type StoreFailureKind =
  | 'no-sdk'
  | 'no-credentials'
  | 'in-the-clear'
  | 'refused'
  | 'no-bucket'
  | 'not-there'
  | 'changed'
  | 'full'
  | 'not-known'
  | 'away'
  | 'elsewhere'
  | 'other';

/** An error whose text may be shown: what the store itself says may hold names of buckets, keys and users. */
export class StoreFailure extends Error {
  readonly kind: StoreFailureKind;

  /** @param status of the answer; null where none came */
  constructor(kind: StoreFailureKind, status: number | null = null) {
    super(`${words[kind]}${status === null ? '' : ` (${status})`}. ${advice[kind]}`);
    this.kind = kind;
  }
}

/** True where a store did not do what it was asked to, for this reason. */
export function failedAs(kind: StoreFailureKind, error: unknown): boolean {
  return error instanceof StoreFailure && error.kind === kind;
}

/** What an error of the SDK means. */
export function storeFailure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const { name, status } = factsOf(error);
  return new StoreFailure(kindOf(name, status), status);
}

function kindOf(name: string, status: number | null): StoreFailureKind {
  // A store may give its error any name, as that of a member that all objects have.
  if (Object.hasOwn(byName, name)) return byName[name]!;
  if (status === null) return 'other';
  const listed = byStatus[status];
  if (listed !== undefined) return listed;
  if (status === 408 || status === 429 || status >= 500) return 'away';
  return status >= 300 && status < 400 ? 'elsewhere' : 'other';
}

function factsOf(error: unknown): { readonly name: string; readonly status: number | null } {
  if (!(error instanceof Error)) return { name: '', status: null };
  const { httpStatusCode: status } = ('$metadata' in error ? error.$metadata : {}) as {
    readonly httpStatusCode?: number;
  };
  // No connection, or one that broke, also within a good answer: its code is that of the system.
  const isBroken = (status ?? 200) < 300 && 'code' in error && typeof error.code === 'string';
  return { name: isBroken ? 'TimeoutError' : error.name, status: status ?? null };
}

const byName: Readonly<Record<string, StoreFailureKind>> = {
  CredentialsProviderError: 'no-credentials',
  TimeoutError: 'away',
  RequestTimeout: 'away',
  SlowDown: 'away',
  // Two put under one name at the same moment: to be asked again.
  ConditionalRequestConflict: 'away',
  OperationAborted: 'away',
  AccessDenied: 'refused',
  SignatureDoesNotMatch: 'refused',
  InvalidAccessKeyId: 'refused',
  ExpiredToken: 'refused',
  InvalidToken: 'refused',
  AuthorizationHeaderMalformed: 'elsewhere',
  PermanentRedirect: 'elsewhere',
  NotImplemented: 'not-known',
  NoSuchBucket: 'no-bucket',
  NoSuchKey: 'not-there',
  PreconditionFailed: 'changed',
  // Quotas: of Ceph and MinIO by their own names; Swift's is told as a body that is too large.
  QuotaExceeded: 'full',
  XMinioStorageFull: 'full',
  XMinioAdminBucketQuotaExceeded: 'full',
  EntityTooLarge: 'full',
  InsufficientStorage: 'full',
};

const byStatus: Readonly<Record<number, StoreFailureKind>> = {
  401: 'refused',
  403: 'refused',
  404: 'not-there',
  412: 'changed',
  413: 'full',
  501: 'not-known',
  507: 'full',
};

const words: Readonly<Record<StoreFailureKind, string>> = {
  'no-sdk': 'An s3: address needs the package @aws-sdk/client-s3, which is not installed',
  'no-credentials': 'No credentials for the object store were found',
  'in-the-clear': 'The object store is http: and not on this computer, so files would go in the clear',
  refused: 'The object store did not accept the credentials, or they may not do this',
  'no-bucket': 'The bucket is not there',
  'not-there': 'The object is not there',
  changed: 'The object has changed since it was listed',
  full: 'The object store takes no more: it is full, the quota is reached, or an object is too large for it',
  'not-known': 'The object store does not know what it was asked to do',
  away: 'The object store did not answer, or has too much to do',
  elsewhere: 'The object store sent the request to another address, which is not followed',
  other: 'The object store did not do what it was asked to',
};

const advice: Readonly<Record<StoreFailureKind, string>> = {
  'no-sdk': 'Install it beside nescio: npm install --global @aws-sdk/client-s3@3.1175.0.',
  'no-credentials': 'Give them by the environment, the shared file of AWS, or the role of the machine.',
  'in-the-clear': 'Use https:.',
  refused: 'Check the credentials of the environment or the shared file, and what they allow.',
  'no-bucket': 'Check the address and AWS_ENDPOINT_URL_S3.',
  'not-there': 'Check the address.',
  changed: 'Run it again.',
  full: 'Make room, or have the quota raised.',
  'not-known': 'Check that it speaks S3.',
  away: 'Check AWS_ENDPOINT_URL_S3 and the way to the store.',
  elsewhere: 'Check AWS_REGION and AWS_ENDPOINT_URL_S3.',
  other: 'Check the address, and that it speaks S3.',
};
