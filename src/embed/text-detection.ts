// The entry `nescio/text-detection` in browsers (docs/embedding.md); `nescio/text-detection` of Node is beside it.
import { createTextService } from '../pipeline/text/text-service.ts';
import { type TextDetection, type TextDetectionOptions, textDetectionBy } from './text-detection-options.ts';

export type { TextDetection, TextDetectionOptions };

/** Replaced by the package's build (vite.package.config.ts). */
declare const __NEW_TEXT_SEARCH_WORKER__: Worker;

/**
 * Looks for text in images, as the page does, in workers that start with the first image and end with the last one of a call. Pass it to
 * `createDeidentifier`.
 * @throws TypeError for a choice that there is not
 */
export function textDetection(options: TextDetectionOptions = {}): TextDetection {
  const { workerUrl, createWorker = ownWorker } = options;
  function ownWorker(): Worker {
    return workerUrl === undefined ? __NEW_TEXT_SEARCH_WORKER__ : new Worker(workerUrl, { type: 'module' });
  }
  return textDetectionBy(options, () => createTextService(createWorker));
}
