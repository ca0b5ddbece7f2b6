import type { Source } from '../../pipeline/contracts/source.ts';

/** What a host allows in one batch. */
export type Limits = { readonly maxFiles: number; readonly maxBytes: number };

export const noLimits: Limits = { maxFiles: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY };

export class LimitError extends Error {}

/** The files of several sources, one after the other. @throws LimitError while listing, once there are too many */
export function joinSources(sources: readonly Source[], { maxFiles }: Limits): Source {
  return {
    async *list(signal) {
      let files = 0;
      for (const source of sources) {
        for await (const item of source.list(signal)) {
          files += 1;
          if (files > maxFiles) throw new LimitError(`There are more than ${maxFiles} files.`);
          yield item;
        }
      }
    },
  };
}
