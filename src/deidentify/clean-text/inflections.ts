/** Stems of words with the endings that may follow them. */
export type Inflections = {
  /** True for a stem and one of its endings. */
  readonly accepts: (word: string) => boolean;
};

type InflectionClass = { readonly endings: string; readonly stems: string };

const longestEnding = 5;
const shortestStem = 4;

/** Prepares classes of inflection: `-` stands for no ending. There are fewer classes than an integer has bits. */
export function inflectionsOf(classes: readonly InflectionClass[]): Inflections {
  const stems = new Map<string, number>();
  const endings = new Map<string, number>();
  for (const [at, one] of classes.entries()) {
    for (const stem of one.stems.split(' ')) stems.set(stem, (stems.get(stem) ?? 0) | (1 << at));
    for (const written of one.endings.split(' ')) {
      const ending = written === '-' ? '' : written;
      endings.set(ending, (endings.get(ending) ?? 0) | (1 << at));
    }
  }
  const accepts = (word: string) => {
    for (let length = 0; length <= longestEnding && word.length - length >= shortestStem; length++) {
      const ofEnding = endings.get(word.slice(word.length - length)) ?? 0;
      if (ofEnding !== 0 && ((stems.get(word.slice(0, word.length - length)) ?? 0) & ofEnding) !== 0) return true;
    }
    return false;
  };
  return { accepts };
}
