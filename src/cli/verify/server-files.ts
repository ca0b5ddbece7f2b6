import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { firstPart } from '../../destinations/upload/multipart-part.ts';
import { passingStatuses } from '../../destinations/upload/read-answer.ts';
import { mostAttempts, retryDelayMs } from '../../destinations/upload/retry-delay.ts';
import { mostMsFor } from '../../destinations/upload/send-request.ts';
import { type Listed, listInstances } from '../../destinations/upload/stow-list.ts';
import { CommandError, exitStatus, usageError } from '../exit-status.ts';
import { signedRequests } from '../output/signed-requests.ts';
import { anyDicom, dicomJson, missingStatuses, webRequest } from '../served/web-request.ts';
import type { SignIn } from '../settings/sign-in-file.ts';
import type { PutOutFiles, Sight } from './put-out-files.ts';
import type { ReceiptRow } from './receipt-rows.ts';
import { compareServed } from './served-bytes.ts';

/** As many as a run sends at once, and one connection for the list. */
const mostAtOnce = 3;
const mostListMs = 600_000;

/**
 * What a DICOMweb server has of the outputs: each is retrieved by its UIDs (WADO-RS, PS3.18 10.4) and compared, and each series is listed
 * (QIDO-RS, 10.6), to see what else is in it. Other series are not looked at. No redirect is followed.
 * @param url its studies resource
 * @param pause waits; of tests, which do not
 */
export function filesOfServer(
  url: string,
  signIn: SignIn | null,
  signal: AbortSignal,
  pause: (ms: number) => Promise<unknown> = (ms) => wait(ms, undefined, { signal }).catch(() => undefined),
): PutOutFiles {
  const { sendRequest, openRequest } = signedRequests(signIn);
  /** What is in a series and was not looked for, by a mark of its address; null where the server does not list it. */
  const listed = new Map<string, Promise<Set<string> | null>>();

  /** @param attempt gives null where a fault may pass @throws CommandError when it does not, or the command is stopped */
  async function untilAnswered<Result>(attempt: () => Promise<Result | null>): Promise<Result> {
    for (let tries = 1; ; tries++) {
      const result = await attempt();
      if (signal.aborted) throw new CommandError('Stopped.', exitStatus.stopped);
      if (result !== null) return result;
      if (tries >= mostAttempts) throw new CommandError(noAnswer);
      await pause(retryDelayMs(tries, null, Math.random()));
    }
  }

  function list(series: string): Promise<Set<string> | null> {
    const ask = (address: string) => sendRequest(webRequest(address, dicomJson, signal, mostListMs));
    return untilAnswered<{ readonly uids: Exclude<Listed, 'later'> }>(async () => {
      const uids = await listInstances(ask, series, signal);
      return uids === 'later' ? null : { uids };
    }).then(({ uids }) => (uids === null ? null : new Set(uids)));
  }

  async function retrieve(address: string, row: ReceiptRow): Promise<Sight | null> {
    const answer = await openRequest(webRequest(address, anyDicom, signal, mostMsFor(row.sizeBytes)));
    if (answer.kind !== 'response' || passingStatuses.has(answer.status)) {
      if (answer.kind === 'response') answer.discard();
      return null;
    }
    if (answer.status !== 200) {
      answer.discard();
      if (missingStatuses.has(answer.status)) return 'missing';
      throw new CommandError(`The server does not give a file that is looked for (${answer.status}). ${whatToDo}`);
    }
    // The connection may break on the way.
    return compareServed(firstPart(answer.header('content-type'), answer.chunks), row).catch(() => null);
  }

  return {
    knownBy: 'uids',
    mostAtOnce,
    look: async (row) => {
      const series = seriesAddress(url, row);
      const [, , instance] = row.uids!;
      const mark = markOf(series);
      const others = listed.get(mark) ?? list(series);
      listed.set(mark, others);
      const uids = await others;
      uids?.delete(instance);
      if (uids?.size === 0) listed.set(mark, nothingElse);
      return untilAnswered(() => retrieve(`${series}/${encodeURIComponent(instance)}`, row));
    },
    further: async () => {
      let count = 0;
      for (const others of listed.values()) {
        const uids = await others;
        if (uids === null) return null;
        count += uids.size;
      }
      return count;
    },
  };
}

/** Of the series in which nothing is left: one for all of them, as a receipt may name millions. */
const nothingElse: Promise<Set<string>> = Promise.resolve(new Set());

/** 132 bits of SHA-256: an address is many times as long. */
function markOf(address: string): string {
  return createHash('sha256').update(address).digest('base64url').slice(0, 22);
}

/** Instances resource of the series of an output. @throws CommandError for a row that no server knows */
function seriesAddress(url: string, { uids }: ReceiptRow): string {
  if (uids === null) throw usageError(noUids);
  const [study, series, instance] = uids;
  if (study === '' || series === '' || instance === '') throw usageError(notOfServer);
  return `${url}/${encodeURIComponent(study)}/series/${encodeURIComponent(series)}/instances`;
}

const whatToDo = 'Check the address of OUT, and the file of --sign-in.';
const noAnswer = `The server did not answer, sent the request on to another address, or broke off, ${mostAttempts} times. ${whatToDo}`;
const noUids =
  'The receipt has no UIDs, by which a server knows files. Take the receipt.zip, records.zip or outputs.csv that merge makes of a run of the command, or the receipt.zip that the page saves after an upload.';
const notOfServer =
  'The receipt names an output without a UID, as a DICOMDIR, a file that has none, or one that was taken out of the batch of the page: no server can be asked for it.';
