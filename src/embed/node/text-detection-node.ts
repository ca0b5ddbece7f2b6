// The entry `nescio/text-detection` in Node (docs/embedding.md).
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createNodeTextService } from '../../pipeline/text/node/node-text-service.ts';
import { type TextDetection, type TextDetectionOptions, textDetectionBy } from '../text-detection-options.ts';

/**
 * Looks for text in images, as the page does, in threads that start with the first image and end with the last one of a call. Pass it to
 * `createDeidentifier`.
 * @throws TypeError for a choice that there is not
 */
export function textDetection(options: TextDetectionOptions = {}): TextDetection {
  const script = options.workerUrl ?? pathToFileURL(path.join(import.meta.dirname, 'text-search-node.worker.js'));
  return textDetectionBy(options, () => createNodeTextService(new URL(script)));
}
