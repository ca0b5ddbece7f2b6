import type { ItemStatus } from '../../pipeline/contracts/upload.ts';
import { hashContent } from './hash-content.ts';
import { readContent } from './stream-content.ts';
import type { UploadItem } from './upload-item.ts';
import type { OpenRequest } from './upload-protocol.ts';

/**
 * What became of a file whose path had something that the store has kept.
 * @param read where that can be read; null when the broker gave no such link
 */
export async function compareKept(
  item: UploadItem,
  read: string | null,
  openRequest: OpenRequest,
  signal: AbortSignal,
): Promise<ItemStatus> {
  if (read === null) return keptUnseen;
  const request = { method: 'GET', url: read, headers: {}, body: null, withCredentials: false, signal } as const;
  const answer = await openRequest(request);
  if (answer.kind !== 'response') return keptUnseen;
  if (answer.status !== 200) {
    answer.discard();
    return keptUnseen;
  }
  try {
    const { hash } = await readContent(answer.chunks);
    return hash === (await hashContent(item)) ? { kind: 'already-there' } : differs;
  } catch {
    return keptUnseen;
  }
}

export const differs: ItemStatus = {
  kind: 'differs',
  reason: 'The store has other content at the path of this file and has kept it. Ask its operator which is right.',
};

const keptUnseen: ItemStatus = {
  kind: 'refused',
  code: 'rejected',
  reason: 'The store has something at the path of this file and has kept it (412). Nobody said whether it is the same.',
};
