import type { TestLine } from '../../pipeline/contracts/upload.ts';
import { signInHeaders } from './sign-in.ts';
import { type StowOptions, stowLimits } from './stow-rs.ts';
import { describeStatus, type TestSurroundings, testReach } from './test-connection.ts';
import { failure } from './test-line.ts';
import type { BatchLimits } from './upload-protocol.ts';

const boundary = 'nescio-connection-test';

/** Sizes of request that are tried, largest first. */
const triedBytes: readonly number[] = [stowLimits.sizeBytes, 8 * 1024 * 1024, 1024 * 1024];

/**
 * Tests a STOW-RS address without storing anything: the body has no part, only a preamble, which is to be ignored (RFC 2046
 * 5.1.1). Any answer about the content means that address and sign-in are right.
 * @param onLimits called with smaller batches where the server refuses the size that is usual
 */
export async function* testStow(
  { url, credentials }: Pick<StowOptions, 'url' | 'credentials'>,
  surroundings: TestSurroundings,
  onLimits: (limits: BatchLimits) => void,
  signal: AbortSignal,
): AsyncGenerator<TestLine> {
  const request = (preambleBytes: number) => ({
    method: 'POST' as const,
    url,
    headers: {
      ...signInHeaders(credentials),
      'Content-Type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
      Accept: 'application/dicom+json',
    },
    body: new Blob([new Uint8Array(preambleBytes), `\r\n--${boundary}--\r\n`]),
    withCredentials: credentials.kind === 'cookie',
  });
  const answer = yield* testReach(request(0), surroundings, signal);
  if (answer === null) return;
  const line = describeStatus(answer.status);
  if (line !== null) {
    yield line;
    return;
  }
  yield { tone: 'ok', text: 'Signed in, STOW-RS accepted', detail: `${answer.status}` };
  for (const sizeBytes of triedBytes) {
    const sized = await surroundings.sendRequest({ ...request(sizeBytes), onProgress: () => undefined, signal });
    if (sized.kind === 'aborted') return;
    const megabytes = Math.round(sizeBytes / (1024 * 1024));
    // A proxy that refuses a size often closes the connection before the browser has sent all, and so before it listens.
    if (sized.kind !== 'response' || sized.status === 413) continue;
    onLimits({ ...stowLimits, sizeBytes });
    if (sizeBytes < stowLimits.sizeBytes) {
      yield { tone: 'warning', text: `Larger requests are refused: batches set to ${megabytes} MB`, detail: '413' };
    } else {
      yield { tone: 'ok', text: `Requests of ${megabytes} MB pass`, detail: `${sized.status}` };
    }
    return;
  }
  yield failure(
    'The server refuses requests of 1 MB. Its operator must raise the limit (nginx: client_max_body_size).',
    '413',
  );
}
