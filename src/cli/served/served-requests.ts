import { setTimeout as wait } from 'node:timers/promises';
import { firstPart } from '../../destinations/upload/multipart-part.ts';
import { passingStatuses } from '../../destinations/upload/read-answer.ts';
import { mostAttempts, retryDelayMs } from '../../destinations/upload/retry-delay.ts';
import { mostMsFor } from '../../destinations/upload/send-request.ts';
import { mostServedBytes, type ReadServed } from '../../pipeline/pool/node/served-bytes.ts';
import { CommandError } from '../exit-status.ts';
import { signedRequests } from '../output/signed-requests.ts';
import { readSignIn } from '../settings/sign-in-file.ts';
import { anyDicom, dicomJson, missingStatuses, webRequest } from './web-request.ts';

/** Of a list, and of an instance of any size: a server that speaks a little now and then is not waited for without end. */
const mostMs = mostMsFor(mostServedBytes / 4);

/** An instance that a server does not give, and the reason for people; others may be there. */
export class NotServed extends Error {}

type Requests = ReturnType<typeof signedRequests>;
/** By the file of the sign-in: what was renewed there is known to all that follows. */
const known = new Map<string, Requests>();
/** Behind a server that was asked in vain, all else is asked for once, until it answers. */
let isAway = false;

/** Reads an instance (WADO-RS, PS3.18 10.4). No redirect is followed. @throws NotServed; CommandError where nothing else will come either */
export const readServed: ReadServed = (place, take) => readInstance(place, take, new AbortController().signal);

/** As `readServed`, until the command is stopped. @param pause of tests */
export function readInstance<Result>(
  { url, signInFile }: Parameters<ReadServed>[0],
  take: (bytes: AsyncIterable<Uint8Array>) => Promise<Result>,
  signal: AbortSignal,
  pause = untilLater,
): Promise<Result> {
  const { openRequest } = requestsFor(signInFile);
  return untilAnswered(signal, pause, async (): Promise<Attempt<Result>> => {
    const answer = await openRequest(webRequest(url, anyDicom, signal, mostMs));
    if (answer.kind !== 'response') return { kind: 'away' };
    if (answer.status === 200 && isDicom(answer.header('content-type'))) {
      try {
        return { kind: 'answered', result: await take(firstPart(answer.header('content-type'), answer.chunks)) };
      } catch {
        return { kind: 'broken' };
      }
    }
    answer.discard();
    if (answer.status === 200) throw new NotServed(notDicom);
    if (missingStatuses.has(answer.status)) throw new NotServed(missing);
    if (passingStatuses.has(answer.status)) return { kind: 'away' };
    throw new CommandError(refused(answer.status));
  });
}

/** In the DICOM JSON model; '' where nothing is there. `goesOn`: the server says that there is more of it (PS3.18 8.3.4.4). */
type ListPage = { readonly text: string; readonly goesOn: boolean };

/** Asks for a page of a list (QIDO-RS, PS3.18 10.6). @throws CommandError where it does not come */
export function readList(url: string, signInFile: string, signal: AbortSignal, pause = untilLater): Promise<ListPage> {
  const { sendRequest } = requestsFor(signInFile);
  return untilAnswered(signal, pause, async (): Promise<Attempt<ListPage>> => {
    const answer = await sendRequest(webRequest(url, dicomJson, signal, mostMs));
    if (answer.kind !== 'response' || passingStatuses.has(answer.status)) return { kind: 'away' };
    if (answer.status === 204 || missingStatuses.has(answer.status)) return { kind: 'answered', result: nothing };
    const goesOn = /(^|,)\s*299\s/.test(answer.header('warning') ?? '');
    if (answer.status === 200) return { kind: 'answered', result: { text: answer.text, goesOn } };
    throw new CommandError(refused(answer.status));
  });
}

const nothing: ListPage = { text: '', goesOn: false };

/** Waits before the next try; of tests, which do not. */
type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>;
const untilLater: Pause = (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined);

type Attempt<Result> =
  | { readonly kind: 'answered'; readonly result: Result }
  /** It did not answer, and may later. */
  | { readonly kind: 'away' }
  /** It answered, and not to the end. */
  | { readonly kind: 'broken' };

async function untilAnswered<Result>(
  signal: AbortSignal,
  pause: Pause,
  attempt: () => Promise<Attempt<Result>>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    const tried = await attempt();
    if (tried.kind === 'answered') {
      isAway = false;
      return tried.result;
    }
    signal.throwIfAborted();
    if (tries >= mostAttempts || isAway) {
      if (tried.kind === 'broken') throw new NotServed(broken);
      isAway = true;
      throw new CommandError(noAnswer);
    }
    await pause(retryDelayMs(tries, null, Math.random()), signal);
    signal.throwIfAborted();
  }
}

function requestsFor(signInFile: string): Requests {
  const requests = known.get(signInFile) ?? signedRequests(readSignIn(signInFile, {}));
  known.set(signInFile, requests);
  return requests;
}

/** A page that asks to sign in is no instance, though its status be 200. */
function isDicom(contentType: string | null): boolean {
  return /^\s*(multipart\/related|application\/dicom)\s*(;|$)/i.test(contentType ?? '');
}

const whatToDo = 'Check the address of IN, and the file of --sign-in.';
const refused = (status: number) => `The server of IN does not give what is looked for (${status}). ${whatToDo}`;
const noAnswer = `The server of IN did not answer, or sent the request on to another address, ${mostAttempts} times. ${whatToDo}`;
const missing = 'The server does not have the instance, or not any more.';
const notDicom = 'The server answered with something that is no DICOM.';
const broken = 'The instance did not come to its end. Run it again.';
