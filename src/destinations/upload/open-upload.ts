import type { Destination } from '../../pipeline/destination.ts';
import type { TestLine, UploadEnd, UploadTarget } from '../../pipeline/upload.ts';
import { browserSurroundings } from './browser-surroundings.ts';
import { sendRequest } from './send-request.ts';
import { createStowProtocol, stowLimits } from './stow-rs.ts';
import type { TestSurroundings } from './test-connection.ts';
import { failure } from './test-connection.ts';
import { testStow } from './test-stow.ts';
import { type UploadOptions, uploadDestination } from './upload-destination.ts';
import type { BatchLimits, UploadProtocol } from './upload-protocol.ts';

/** What a test has found out about how much a server takes, by address. */
const learnedLimits = new Map<string, BatchLimits>();

/** The destination behind the form. Asks nobody before the first file is written to it. */
export function openUpload(
  target: UploadTarget,
  batch: Omit<UploadOptions, 'protocol' | 'surroundings'>,
): Destination<UploadEnd> {
  return uploadDestination({ ...batch, protocol: protocolFor(target), surroundings: browserSurroundings });
}

function protocolFor({ kind, url, credentials }: UploadTarget): UploadProtocol {
  switch (kind) {
    case 'stow-rs': {
      const limits = learnedLimits.get(url) ?? stowLimits;
      return createStowProtocol({ url, credentials, limits, sendRequest, now: browserSurroundings.now });
    }
    default:
      throw new Error(`Uploads by ${kind} are not built in.`);
  }
}

/** Tests the address and sign-in of a target; nothing is stored. */
export function testConnection(target: UploadTarget, signal: AbortSignal): AsyncIterable<TestLine> {
  switch (target.kind) {
    case 'stow-rs':
      return testStow(target, browserTest, (limits) => learnedLimits.set(target.url, limits), signal);
    default:
      return noTest();
  }
}

async function* noTest(): AsyncGenerator<TestLine> {
  yield failure('There is no test for this kind of destination.');
}

const browserTest: TestSurroundings = {
  sendRequest,
  now: () => performance.now(),
  isSecurePage: location.protocol === 'https:',
  answersAtAll: async (url, signal) => {
    try {
      await fetch(url, { mode: 'no-cors', credentials: 'omit', signal });
      return true;
    } catch {
      return false;
    }
  },
};
