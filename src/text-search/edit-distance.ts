/**
 * How many letters have to be changed, put in or taken out to find a word somewhere in a text (Sellers 1980).
 * @param most beyond which nobody asks: the answer is then `most + 1`
 */
export function distanceWithin(word: string, text: string, most: number): number {
  let before = Uint16Array.from({ length: word.length + 1 }, (_, at) => at);
  let best = before[word.length]!;
  for (const letter of text) {
    const row = new Uint16Array(word.length + 1);
    for (let at = 1; at <= word.length; at++) {
      const changed = before[at - 1]! + (word[at - 1] === letter ? 0 : 1);
      row[at] = Math.min(changed, before[at]! + 1, row[at - 1]! + 1);
    }
    best = Math.min(best, row[word.length]!);
    before = row;
  }
  return Math.min(best, most + 1);
}
