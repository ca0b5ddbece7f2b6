import type { AppServices } from '../app/intents/services.ts';
import type { ItemStatus } from '../pipeline/contracts/upload.ts';
import { fakeServer, target } from './fake-server.ts';
import type { FakeAnswers } from './fake-services.ts';
import { openResult } from './open-page.ts';

const hashProfile: AppServices['hashProfile'] = async (profile) => JSON.stringify(profile);
export const refused: ItemStatus = { kind: 'refused', code: 'too-large', reason: 'Too large.' };
export const notSent: ItemStatus = { kind: 'not-sent', code: 'unreachable', reason: 'No answer.' };

/** A page with the result of three files, and a server that it can send them to. @param answer stored when it is left out */
export async function openWithServer(
  answer?: (id: number) => ItemStatus,
  { answers = {}, ...own }: Partial<AppServices> & { readonly answers?: FakeAnswers } = {},
) {
  const server = fakeServer(answer);
  const page = await openResult(answers, { openUpload: server.openUpload, hashProfile, ...own });
  const send = (to = target) => page.intents.uploadAgain(to);
  return { ...page, ...server, send };
}
