import type { Destination } from '../../pipeline/destination.ts';
import type { TestLine, UploadEnd, UploadTarget } from '../../pipeline/upload.ts';
import { browserSurroundings } from './browser-surroundings.ts';
import { createPresignedProtocol } from './presigned.ts';
import { sendRequest } from './send-request.ts';
import { createStowProtocol, stowLimits } from './stow-rs.ts';
import type { TestSurroundings } from './test-connection.ts';
import { testPresigned, testTus, testXnat } from './test-others.ts';
import { testStow } from './test-stow.ts';
import { createTusProtocol } from './tus.ts';
import { type UploadOptions, uploadDestination } from './upload-destination.ts';
import type { BatchLimits, UploadProtocol } from './upload-protocol.ts';
import { createXnatProtocol } from './xnat.ts';

/** What a test has found out about how much a server takes, by address. */
const learnedLimits = new Map<string, BatchLimits>();

/**
 * What the page needs for uploads, within one deployment.
 * @param origins servers that the deployment names: links and tests may lead to these
 */
export function createUploads(origins: readonly string[]) {
  return {
    /** The destination behind the form. Asks nobody before the first file is written to it. */
    openUpload: (
      target: UploadTarget,
      batch: Omit<UploadOptions, 'protocol' | 'surroundings'>,
    ): Destination<UploadEnd> =>
      uploadDestination({ ...batch, protocol: protocolFor(target, origins), surroundings: browserSurroundings }),

    /** Tests the address and sign-in of a target; nothing is stored. */
    testConnection: (target: UploadTarget, signal: AbortSignal): AsyncIterable<TestLine> => {
      switch (target.kind) {
        case 'stow-rs':
          return testStow(target, browserTest, (limits) => learnedLimits.set(target.url, limits), signal);
        case 'xnat':
          return testXnat(target, browserTest, signal);
        case 'presigned':
          return testPresigned(target, origins, browserTest, signal);
        case 'tus':
          return testTus(target, browserTest, signal);
      }
    },
  };
}

function protocolFor({ kind, url, credentials, project }: UploadTarget, origins: readonly string[]): UploadProtocol {
  const basics = { url, credentials, sendRequest, now: browserSurroundings.now };
  switch (kind) {
    case 'stow-rs':
      return createStowProtocol({ ...basics, limits: learnedLimits.get(url) ?? stowLimits });
    case 'xnat':
      return createXnatProtocol({ ...basics, project });
    case 'presigned':
      return createPresignedProtocol({ ...basics, origins });
    case 'tus':
      return createTusProtocol(basics);
  }
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
