import type { Planes } from './detector-input.ts';
import type { TextEngine } from './search-picture.ts';

/** The same line stands in each frame of a film. */
const mostLines = 400;
/** What all images of a series have in common is often one of them. Each takes up to 3 MB. */
const mostPictures = 6;

/** An engine that looks at equal pictures once, and reads equal lines once. */
export function rememberLines(engine: TextEngine): TextEngine {
  return { detect: remembered(engine.detect, mostPictures), read: remembered(engine.read, mostLines) };
}

function remembered<Result extends object>(ask: (input: Planes) => Promise<Result>, most: number) {
  const known = new Map<string, Result>();
  return async (input: Planes): Promise<Result> => {
    const key = keyOf(input);
    const result = known.get(key) ?? (await ask(input));
    // The one that was asked for last is forgotten last.
    known.delete(key);
    known.set(key, result);
    if (known.size > most) known.delete(known.keys().next().value!);
    return result;
  };
}

/** Two hashes of 32 bits and the size: inputs that are not equal do not meet by chance. */
function keyOf({ values, columns }: Planes): string {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (const word of words) {
    one = Math.imul(one ^ word, 0x01000193);
    two = Math.imul(two ^ (word >>> 7), 0x85ebca6b) + 0x27d4eb2f;
    two ^= two >>> 15;
  }
  return `${columns} ${one} ${two}`;
}
