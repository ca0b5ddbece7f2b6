import type { Destination } from '../../pipeline/contracts/destination.ts';
import type { TestLine, UploadEnd, UploadSettings, UploadTarget } from '../../pipeline/contracts/upload.ts';
import { browserIssuers } from '../sign-in/browser-issuers.ts';
import { createSignIns, type TokenKeepers } from '../sign-in/create-sign-ins.ts';
import type { IssuerSurroundings } from '../sign-in/issuer-tokens.ts';
import { signRequests } from '../sign-in/sign-requests.ts';
import { browserSurroundings } from './browser-surroundings.ts';
import { createPresignedProtocol } from './presigned.ts';
import { openRequest, sendRequest } from './send-request.ts';
import { issuedToken } from './sign-in.ts';
import { createStowHoldings } from './stow-holdings.ts';
import { createStowProtocol, stowLimits } from './stow-rs.ts';
import type { TestSurroundings } from './test-connection.ts';
import { testPresigned, testTus, testXnat } from './test-others.ts';
import { testStow } from './test-stow.ts';
import { createTusProtocol } from './tus.ts';
import { type UploadOptions, uploadDestination } from './upload-destination.ts';
import { takeUploadNotes, type UploadJournalDependencies } from './upload-journal.ts';
import type { BatchLimits, UploadProtocol } from './upload-protocol.ts';
import { createXnatProtocol } from './xnat.ts';
import { createXnatHoldings } from './xnat-holdings.ts';

/** What a test has found out about how much a server takes, by address. */
const learnedLimits = new Map<string, BatchLimits>();

/** Tokens that are given to this page, in memory until it is left. */
export function createPageSignIns(openWindow: IssuerSurroundings['openWindow']): TokenKeepers {
  return createSignIns({ sendRequest, issuers: browserIssuers(openWindow), now: Date.now });
}

/** What an upload is told of the batch. */
export type UploadBatch = Omit<UploadOptions, 'protocol' | 'surroundings' | 'earlier' | 'refusal'> & {
  readonly settings: UploadSettings;
  readonly projectKey: Uint8Array;
  /** Files that the upload has to send. */
  readonly total: number;
};

/**
 * Opens the destination that the form names. Sends no request before the first file is written to it.
 * @param origins servers that the deployment names: links may lead to these
 */
export function openUploadDestination(
  target: UploadTarget,
  batch: UploadBatch,
  origins: readonly string[],
  dependencies: UploadJournalDependencies,
  signIns: TokenKeepers,
): Destination<UploadEnd> {
  const notes = takeUploadNotes(dependencies, target, batch);
  const destination = uploadDestination({
    ...batch,
    protocol: protocolFor(target, origins, signIns),
    surroundings: browserSurroundings,
    earlier: notes.earlier,
    refusal: notes.refusal,
    onSettled: (line) => {
      notes.record(line);
      batch.onSettled(line);
    },
  });
  return {
    ...destination,
    close: () => destination.close().finally(notes.end),
    abort: () => destination.abort().finally(notes.end),
  };
}

/** Tests the address and sign-in of a target; nothing is stored. */
export function testTarget(
  target: UploadTarget,
  origins: readonly string[],
  signIns: TokenKeepers,
  signal: AbortSignal,
): AsyncIterable<TestLine> {
  const surroundings = { ...browserTest, ...requestsOf(target, signIns, false) };
  switch (target.kind) {
    case 'stow-rs':
      return testStow(target, surroundings, (limits) => learnedLimits.set(target.url, limits), signal);
    case 'xnat':
      return testXnat(target, surroundings, signal);
    case 'presigned':
      return testPresigned(target, origins, surroundings, signal);
    case 'tus':
      return testTus(target, surroundings, signal);
  }
}

/** @param waits true for an upload, which waits until the person has signed in again */
function requestsOf({ credentials, url: address }: UploadTarget, signIns: TokenKeepers, waits: boolean) {
  const plain = { sendRequest, openRequest };
  if (credentials.kind !== 'issued') return plain;
  return signRequests(plain, signIns.keeperOf(credentials.source), { address, waits });
}

function protocolFor(target: UploadTarget, origins: readonly string[], signIns: TokenKeepers): UploadProtocol {
  const { kind, url, credentials, project } = target;
  const { sendRequest, openRequest } = requestsOf(target, signIns, true);
  const basics = { url, credentials, sendRequest, now: browserSurroundings.now };
  switch (kind) {
    case 'stow-rs':
      return createStowProtocol({
        ...basics,
        limits: learnedLimits.get(url) ?? stowLimits,
        holdings: createStowHoldings({ ...basics, openRequest }),
      });
    case 'xnat':
      return createXnatProtocol({
        ...basics,
        project,
        holdings: createXnatHoldings({ ...basics, project, openRequest }),
      });
    case 'presigned':
      return createPresignedProtocol({ ...basics, openRequest, origins });
    case 'tus':
      return createTusProtocol(basics);
  }
}

const browserTest: TestSurroundings = {
  sendRequest,
  now: () => performance.now(),
  isSecurePage: location.protocol === 'https:',
  redirects: async ({ method, url, headers, withCredentials }, signal) => {
    try {
      const credentials = withCredentials ? 'include' : 'same-origin';
      // `manual` follows nothing either; it only tells. No body and no sign-in that is given goes along.
      const { Authorization: signIn = '', ...others } = headers;
      const sent = signIn === issuedToken ? others : headers;
      const { type } = await fetch(url, { method, headers: sent, credentials, redirect: 'manual', signal });
      return type === 'opaqueredirect';
    } catch {
      return false;
    }
  },
  answersAtAll: async (url, signal) => {
    try {
      await fetch(url, { mode: 'no-cors', credentials: 'omit', signal });
      return true;
    } catch {
      return false;
    }
  },
};
