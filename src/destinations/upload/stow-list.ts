import { passingStatuses } from './read-answer.ts';
import { sopInstanceUidsOf } from './stow-response.ts';
import type { Answer } from './upload-protocol.ts';

/** SOP Instance UIDs of a series; null when the server does not say, `later` when it could not be asked now. */
export type Listed = ReadonlySet<string> | null | 'later';

/** Asks for an answer in the DICOM JSON model. */
export type AskForList = (url: string, signal: AbortSignal) => Promise<Answer>;

/** Asked for at a time. */
const pageItems = 1000;
/** What is in more pages than this is not listed to its end. */
const mostPages = 200;
const mostListed = mostPages * pageItems;

/**
 * Lists what a server has of a series (QIDO-RS, PS3.18 10.6).
 * @param address instances resource of the series
 */
export async function listInstances(ask: AskForList, address: string, signal: AbortSignal): Promise<Listed> {
  const found = new Set<string>();
  for (let page = 0; page < mostPages && found.size < mostListed; page++) {
    const uids = uidsOf(await ask(`${address}?limit=${pageItems}&offset=${found.size}`, signal));
    if (uids === null || uids === 'later') return uids;
    const before = found.size;
    for (const uid of uids) found.add(uid);
    // A server may give fewer at a time than it is asked for, so only a page with nothing new is the last one.
    if (found.size === before) return found;
  }
  return null;
}

function uidsOf(answer: Answer): readonly string[] | null | 'later' {
  if (answer.kind !== 'response' || passingStatuses.has(answer.status)) return 'later';
  if (answer.status === 204) return [];
  return answer.status === 200 ? sopInstanceUidsOf(answer.text) : null;
}
