import type { ReadText } from './decode-ctc.ts';
import type { Planes } from './detector-input.ts';
import type { TextEngine } from './search-picture.ts';

/** The same line stands in each frame of a film. */
const mostLines = 400;

/** An engine that reads equal lines once. */
export function rememberLines(engine: TextEngine): TextEngine {
  const known = new Map<string, ReadText>();
  return {
    detect: engine.detect,
    read: async (line) => {
      const key = keyOf(line);
      const before = known.get(key);
      if (before !== undefined) return before;
      const read = await engine.read(line);
      if (known.size >= mostLines) known.clear();
      known.set(key, read);
      return read;
    },
  };
}

/** Two hashes of 32 bits and the size: lines that are not equal do not meet by chance. */
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
