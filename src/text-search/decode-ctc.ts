/** For each step along a line, how likely each letter is; letter 0 stands for none. */
export type LetterSteps = { readonly values: Float32Array; readonly steps: number; readonly letters: number };

/** What was read, and how sure the model is, from 0 to 1. */
export type ReadText = { readonly text: string; readonly confidence: number };

/**
 * The most likely letter of each step; the same one in a row counts once, unless there is none in between (Connectionist
 * Temporal Classification). The confidence is the mean over the letters that count.
 * @param alphabet letters from number 1 on
 */
export function decodeCtc({ values, steps, letters }: LetterSteps, alphabet: readonly string[]): ReadText {
  let text = '';
  let sum = 0;
  let count = 0;
  let before = 0;
  for (let step = 0; step < steps; step++) {
    let best = 0;
    for (let letter = 1; letter < letters; letter++) {
      if (values[step * letters + letter]! > values[step * letters + best]!) best = letter;
    }
    if (best !== 0 && best !== before) {
      text += alphabet[best - 1] ?? '';
      sum += values[step * letters + best]!;
      count++;
    }
    before = best;
  }
  return { text: text.trim(), confidence: count === 0 ? 0 : sum / count };
}

/** The alphabet of a model as its package has it: a letter a line, and a blank after the last. */
export function alphabetOf(keys: string): readonly string[] {
  return [...keys.replace(/\r/g, '').replace(/\n$/, '').split('\n'), ' '];
}
