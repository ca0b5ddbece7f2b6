import type { Source } from '../pipeline/contracts/source.ts';
import { listFile } from '../sources/list-file.ts';
import type { Input } from './input.ts';

/** Lists what a caller gives, as it comes. */
export function sourceOf(inputs: Iterable<Input> | AsyncIterable<Input>): Source {
  return {
    async *list(signal) {
      for await (const input of inputs) {
        if (signal.aborted) return;
        const file = 'blob' in input ? asFile(input) : input;
        yield* listFile(pathOf(input), async () => file, signal);
      }
    },
  };
}

function pathOf(input: Input): string {
  return 'blob' in input ? input.path : input.webkitRelativePath || input.name;
}

function asFile({ path, blob }: Exclude<Input, File>): File {
  return blob instanceof File ? blob : new File([blob], path.split('/').at(-1) ?? path, { lastModified: 0 });
}
