import { firstPart } from '../../destinations/upload/multipart-part.ts';
import { parseRetryAfter } from '../../destinations/upload/retry-delay.ts';
import { mostMsFor, mostTextBytes } from '../../destinations/upload/send-request.ts';
import type { Answer, OpenAnswer } from '../../destinations/upload/upload-protocol.ts';
import { UnreadableBytes } from '../../pipeline/contracts/input-bytes.ts';
import { mostServedBytes, type ReadServed } from '../../pipeline/pool/node/served-bytes.ts';
import { CommandError } from '../exit-status.ts';
import { signedRequests } from '../output/signed-requests.ts';
import { readSignIn } from '../settings/sign-in-file.ts';
import { createServedPatience, type ServedClock, type Tried } from './served-patience.ts';
import { anyDicom, dicomJson, isAwayStatus, missingStatuses, singleDicom, webRequest } from './web-request.ts';

/** Of an instance of any size, and of a list: a server that speaks a little now and then is not waited for without end. */
const [mostInstanceMs, mostListMs] = [mostMsFor(mostServedBytes / 4), mostMsFor(mostTextBytes)];
/** Whether a server is there is known soon. */
const mostProbeMs = 10_000;

/** A page of a list in the DICOM JSON model. `goesOn`: the server says that there is more of it (PS3.18 8.3.4.4). */
export type ListPage =
  | { readonly kind: 'page'; readonly text: string; readonly goesOn: boolean }
  /** Nothing is there. */
  | { readonly kind: 'nothing' }
  /** It does not take the question as it is. */
  | { readonly kind: 'refused'; readonly status: number };

type Requests = ReturnType<typeof signedRequests>;

/** Asks servers, each for as long as `createServedPatience` says. */
export type ServedRequests = {
  /** Reads an instance (WADO-RS, PS3.18 10.4). @throws NotServed; CommandError where nothing else will come either */
  readonly readInstance: <Result>(
    place: Parameters<ReadServed>[0],
    take: (bytes: AsyncIterable<Uint8Array>) => Promise<Result>,
    signal: AbortSignal,
  ) => Promise<Result>;
  /** Asks for a page of a list (QIDO-RS, PS3.18 10.6). @throws as `readInstance` */
  readonly readList: (url: string, signInFile: string, signal: AbortSignal) => Promise<ListPage>;
  readonly hasAnsweredBefore: () => void;
};

/** No redirect is followed. @param clock of tests, which do not wait */
export function createServedRequests(clock?: ServedClock): ServedRequests {
  /** By the file of the sign-in: what was renewed there is known to all that follows. */
  const known = new Map<string, Requests>();
  const patience = createServedPatience(clock);

  function requestsFor(signInFile: string): Requests {
    const requests = known.get(signInFile) ?? signedRequests(readSignIn(signInFile, {}));
    known.set(signInFile, requests);
    return requests;
  }

  /** Asks whether the study is there, and reads none of the answer. */
  async function isThere(url: string, signInFile: string, signal: AbortSignal): Promise<boolean> {
    const { openRequest } = requestsFor(signInFile);
    const answer = await openRequest(webRequest(studyQuery(url), dicomJson, signal, mostProbeMs));
    if (answer.kind !== 'response') return false;
    answer.discard();
    return !isAwayStatus(answer.status);
  }

  return {
    readInstance: ({ url, signInFile }, take, signal) => {
      const { openRequest } = requestsFor(signInFile);
      const ask = (accept: string) => openRequest(webRequest(url, accept, signal, mostInstanceMs));
      const attempt = async () => {
        const answer = await ask(anyDicom);
        if (answer.kind !== 'response' || answer.status !== 406) return taken(answer, take);
        // Some servers give no multipart.
        answer.discard();
        return taken(await ask(singleDicom), take);
      };
      return patience.untilAnswered({ attempt, isThere: () => isThere(url, signInFile, signal) }, signal);
    },
    readList: (url, signInFile, signal) => {
      const { sendRequest } = requestsFor(signInFile);
      const attempt = async (): Promise<Tried<ListPage>> => {
        const answer = await sendRequest(webRequest(url, dicomJson, signal, mostListMs));
        if (answer.kind !== 'response') return { kind: 'away', retryAfterMs: null, reason: noListComes };
        return failure(answer, noList) ?? { kind: 'answered', result: pageOf(answer) };
      };
      return patience.untilAnswered({ attempt, isThere: () => isThere(url, signInFile, signal) }, signal);
    },
    hasAnsweredBefore: patience.hasAnsweredBefore,
  };
}

type Head = Pick<Extract<Answer, { readonly kind: 'response' }>, 'status' | 'header'>;

/** What an answer says that may pass. @returns null where it says something else @throws CommandError where no question will be answered */
function failure({ status, header }: Head, reasonOf: (status: number) => string): Tried<never> | null {
  if (status === 401) throw new CommandError(notSignedIn);
  if (status === 500) return { kind: 'trouble', reason: reasonOf(status) };
  if (!isAwayStatus(status)) return null;
  return { kind: 'away', retryAfterMs: parseRetryAfter(header('retry-after'), Date.now()), reason: reasonOf(status) };
}

async function taken<Result>(
  answer: OpenAnswer,
  take: (bytes: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Tried<Result>> {
  if (answer.kind !== 'response') return { kind: 'away', retryAfterMs: null, reason: silent };
  const { status, header, chunks, discard } = answer;
  const type = header('content-type');
  if (status !== 200 || !isDicom(type)) {
    discard();
    const refusal = status === 200 ? notDicom : missingStatuses.has(status) ? missing : notGiven(status);
    return failure(answer, notGiven) ?? { kind: 'refused', reason: refusal };
  }
  try {
    return { kind: 'answered', result: await take(firstPart(type, chunks)) };
  } catch {
    return { kind: 'trouble', reason: broken };
  }
}

function pageOf({ status, text, header }: Extract<Answer, { readonly kind: 'response' }>): ListPage {
  if (status === 204 || missingStatuses.has(status) || (status === 200 && text === '')) return { kind: 'nothing' };
  if (status !== 200 && status !== 206) return { kind: 'refused', status };
  return { kind: 'page', text, goesOn: status === 206 || /(^|,)\s*299\s/.test(header('warning') ?? '') };
}

/** Those of this thread. */
export const servedRequests = createServedRequests();

let leaving = new AbortController();

/** Lets nobody wait any more for a server that is away. */
export function leaveServed(): void {
  leaving.abort();
  leaving = new AbortController();
}

/** Reads what was listed, so that its server has answered before. @throws UnreadableBytes */
export const readServed: ReadServed = async (place, take) => {
  servedRequests.hasAnsweredBefore();
  try {
    return await servedRequests.readInstance(place, take, leaving.signal);
  } catch (error) {
    throw error instanceof Error ? new UnreadableBytes(error.message) : error;
  }
};

/** Searches for the study that a resource lies in. @param rest of the query */
export function studyQuery(url: string, rest = 'limit=1'): string {
  const [, root, study] = /^(.*)\/studies\/([\d.]+)/.exec(url)!;
  return `${root}/studies?StudyInstanceUID=${study}&${rest}`;
}

/** A page that asks to sign in is no instance, though its status be 200. */
function isDicom(contentType: string | null): boolean {
  return /^\s*(multipart\/related|application\/dicom)\s*(;|$)/i.test(contentType ?? '');
}

const wayOut = 'Have its operator look at it, or export it into a folder and name that.';
const notGiven = (status: number) =>
  `The server does not give the instance (${status}), and answers otherwise. ${wayOut}`;
const silent = `The server did not answer for the instance, broke off, or sent the request on to another address, and answers otherwise. ${wayOut}`;
const broken = `The instance did not come to its end, each time it was asked for. ${wayOut}`;
const missing = 'The server does not have the instance, or not any more. List it again.';
const notDicom = `The server answered with something that is no DICOM. ${wayOut}`;
const noList = (status: number) =>
  `The server gives no list of what was named (${status}), and answers otherwise. Have its operator look at it, or name its series or instances.`;
const noListComes =
  'The server does not answer with a list of what was named, or sends the request on to another address, and answers otherwise. Name its series or instances.';
const notSignedIn =
  'The server of IN does not take the sign-in, or wants one (401). Check the address of IN, and the file of --sign-in.';
