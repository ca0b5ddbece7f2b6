import { cancelled } from '../pipeline/contracts/file-outcome.ts';
import type { Source } from '../pipeline/contracts/source.ts';
import { listFile } from '../sources/list-file.ts';
import { type Input, inputPath } from './input.ts';

/** Lists what a caller gives, as it comes. @param isKnown the caller has given a list: after an abort the rest is cancelled */
export function sourceOf(inputs: Iterable<Input> | AsyncIterable<Input>, isKnown = false): Source {
  return {
    isKnown,
    async *list(signal) {
      for await (const input of inputs) {
        if (signal.aborted) {
          yield { kind: 'settled', path: inputPath(input), outcome: cancelled };
          if (isKnown) continue;
          return;
        }
        const file = 'blob' in input ? asFile(input) : input;
        yield* listFile(inputPath(input), async () => file, signal);
        // An iterator is asked for nothing more.
        if (signal.aborted && !isKnown) return;
      }
    },
  };
}

function asFile({ path, blob }: Exclude<Input, File>): File {
  return blob instanceof File ? blob : new File([blob], path.split('/').at(-1) ?? path, { lastModified: 0 });
}
