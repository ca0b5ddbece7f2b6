import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { isLoopback } from './loopback.ts';
import type { Patience } from './patience.ts';
import { StoreFailure, storeFailure } from './store-failure.ts';

type Sdk = typeof import('@aws-sdk/client-s3');

/** Asks an object store. What it throws is a `StoreFailure`, whose text names no bucket, key or secret. */
export type AskStore = <Result>(request: (client: S3Client, sdk: Sdk) => Promise<Result>) => Promise<Result>;

const connectionMs = 10_000;
/** So long nothing may come. */
const silenceMs = 120_000;
/** Of the SDK, within some seconds; behind them `patience` decides. */
const quickAttempts = 3;
/** Of an answer that is held whole, as every one but an object is. The longest, 1000 keys of 1024 bytes, is below 5 MB. */
const mostAnswerBytes = 16 * 1024 * 1024;

/**
 * Opens an object store that speaks S3. Credentials are found by the SDK alone: in the environment, in the shared file, or by the
 * role of the machine; so are region and address (`AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, `endpoint_url` of the shared file).
 * No redirect is followed, and nothing is asked in the clear but of this computer.
 * @param patience how long a store that is away is waited for
 */
export async function openStore(patience: Patience): Promise<AskStore> {
  const sdk = await loadSdk();
  const client = await createClient(sdk);
  return (request) =>
    patience(async () => {
      try {
        return await request(client, sdk);
      } catch (error) {
        throw storeFailure(error);
      }
    });
}

async function loadSdk(): Promise<Sdk> {
  // It warns on Node 20 of later versions of itself; this one runs there, and the line would stand in every log.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  try {
    return await import('@aws-sdk/client-s3');
  } catch {
    throw new StoreFailure('no-sdk');
  }
}

/** Address of the store by the environment, as the SDK takes it; '' where that says none. */
export function storeEndpoint(): string {
  return process.env['AWS_ENDPOINT_URL_S3'] || process.env['AWS_ENDPOINT_URL'] || '';
}

async function createClient({ S3Client }: Sdk): Promise<S3Client> {
  const settings = {
    maxAttempts: quickAttempts,
    // Other stores know none of the newer checksums. What is put out is hashed here, and TLS keeps it whole.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A store of one's own mostly has no name for each bucket.
    forcePathStyle: storeEndpoint() !== '',
    requestHandler: {
      connectionTimeout: connectionMs,
      socketTimeout: silenceMs,
      requestTimeout: silenceMs,
      throwOnRequestTimeout: true,
    },
  } as const;
  let client = new S3Client(settings);
  try {
    await client.config.region();
  } catch {
    // A signature needs some name; stores of one's own mostly take any.
    client = new S3Client({ ...settings, region: 'us-east-1' });
  }
  client.middlewareStack.add(
    (next) => async (args) => {
      const request = args.request as { readonly protocol?: string; readonly hostname?: string };
      const isClear = request.protocol !== 'https:' && !isLoopback(request.hostname ?? '');
      if (isClear) throw new StoreFailure('in-the-clear');
      return next(args);
    },
    { step: 'build', name: 'neverInTheClear' },
  );
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        const response = result.response as { readonly statusCode?: number; body?: unknown };
        const isObject = commandName === 'GetObjectCommand' && (response.statusCode ?? 0) < 300;
        if (!isObject && response.body instanceof Readable) response.body = Readable.from(thatEnds(response.body));
        return result;
      },
    { step: 'deserialize', priority: 'low', name: 'answersThatEnd' },
  );
  return client;
}

async function* thatEnds(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const part of body) {
    sizeBytes += part.length;
    if (sizeBytes > mostAnswerBytes) throw new StoreFailure('other');
    yield part;
  }
}
