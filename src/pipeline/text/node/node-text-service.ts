import type { TextService } from '../../contracts/text-search.ts';
import { startNodeWorker } from '../../pool/node/node-worker.ts';
import { createTextService } from '../text-service.ts';

/** Looks for text in a thread of Node. @param workerUrl where the built `text-search-node.worker` lies */
export function createNodeTextService(workerUrl: URL): TextService {
  return createTextService(() => startNodeWorker(workerUrl));
}
