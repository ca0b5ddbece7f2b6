import type { TextService } from '../pipeline/contracts/text-search.ts';

/** What `createDeidentifier` takes as `textDetection`. The entry `nescio/text-detection` makes it; what it opens is for nobody else. */
export type TextDetection = {
  readonly search: 'all' | 'likely';
  readonly openServices: () => readonly object[];
};

export type TextDetectionOptions = {
  /** `all` images, or those where text is `likely`: classes A and B (docs/pixels.md). Default: `all`. */
  readonly search?: 'all' | 'likely';
  /** How many series are looked at side by side, each in a worker of some 500 MB. Default: 1. */
  readonly workers?: number;
  /** Address of `text-search.worker.js`, where the host serves it from a place of its own; `text-models.js` and `codecs.js` lie beside it. */
  readonly workerUrl?: string | URL;
  /** Makes a worker from that script, for hosts with Trusted Types or a bundler's own way. Browsers only. */
  readonly createWorker?: () => Worker;
};

const mostWorkers = 16;

/** @throws TypeError for a choice that there is not */
export function textDetectionBy(
  { search = 'all', workers = 1 }: TextDetectionOptions,
  createService: () => TextService,
): TextDetection & { readonly openServices: () => readonly TextService[] } {
  if (search !== 'all' && search !== 'likely') throw new TypeError('search is all or likely.');
  if (!Number.isInteger(workers) || workers < 1 || workers > mostWorkers)
    throw new TypeError(`workers is a whole number from 1 to ${mostWorkers}.`);
  return { search, openServices: () => Array.from({ length: workers }, createService) };
}
