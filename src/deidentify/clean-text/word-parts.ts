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

/** What may stand between the parts of a compound, by language. */
const links: Readonly<Record<string, readonly string[]>> = {
  de: ['', 's', 'n', 'en', 'es', 'e', 'er'],
  nl: ['', 's', 'e', 'en', 'n'],
  nordic: ['', 's', 'e', 'a', 'n'],
  fi: ['', 'n'],
};

const shortestPart = 3;
const longestPart = 20;
const shortestCompound = 7;
const shortestLearned = 7;
/** A learned word has one part of so many letters at least, as short ones make anything. */
const shortestTelling = 4;

/** A test for compounds of listed parts: `Kniegelenkspunktion`, `hoftefraktur`. The last part may be inflected. */
export function compoundTestOf(
  partsOf: Readonly<Record<string, string>>,
  inflections: Inflections,
): (word: string) => boolean {
  const languages = Object.entries(partsOf).map(([language, parts]) => ({
    parts: new Set(parts.split(' ').filter((part) => part.length >= shortestPart)),
    links: links[language] ?? [''],
  }));
  return (word) =>
    word.length >= shortestCompound && languages.some((language) => isCompoundOf(word, language, inflections));
}

type Language = { readonly parts: ReadonlySet<string>; readonly links: readonly string[] };

/** Places that a row of parts and links can reach, from left to right: each is looked at once. */
function isCompoundOf(word: string, { parts, links: joints }: Language, inflections: Inflections): boolean {
  const reached = new Set([0]);
  for (let start = 0; start < word.length; start++) {
    if (!reached.has(start)) continue;
    if (start > 0 && isLastPart(word.slice(start), parts, inflections)) return true;
    for (let end = start + shortestPart; end < word.length && end <= start + longestPart; end++) {
      if (!parts.has(word.slice(start, end))) continue;
      for (const joint of joints) if (word.startsWith(joint, end)) reached.add(end + joint.length);
    }
  }
  return false;
}

function isLastPart(rest: string, parts: ReadonlySet<string>, inflections: Inflections): boolean {
  return parts.has(rest) || (rest.length >= shortestTelling && inflections.accepts(rest));
}

type Forms = {
  readonly prefixes: string;
  readonly combining: string;
  readonly suffixes: string;
  readonly cyrillicCombining: string;
  readonly cyrillicSuffixes: string;
};

/** A test for learned words: any prefixes, one combining form or more, and a suffix. `Cholangiopankreatikographie`. */
export function learnedWordTestOf(forms: Forms): (word: string) => boolean {
  const latin = learnedParts(forms.prefixes, forms.combining, forms.suffixes);
  const cyrillic = learnedParts('', forms.cyrillicCombining, forms.cyrillicSuffixes);
  return (word) =>
    word.length >= shortestLearned && isLearned(word, /^\p{Script=Cyrillic}/u.test(word) ? cyrillic : latin);
}

type LearnedParts = {
  readonly prefixes: ReadonlySet<string>;
  readonly combining: ReadonlySet<string>;
  readonly suffixes: ReadonlySet<string>;
};

function learnedParts(prefixes: string, combining: string, suffixes: string): LearnedParts {
  const setOf = (list: string) => new Set(list.split(' ').filter((part) => part !== ''));
  return { prefixes: setOf(prefixes), combining: setOf(combining), suffixes: setOf(suffixes) };
}

function isLearned(word: string, { prefixes, combining, suffixes }: LearnedParts): boolean {
  /** Places that parts reach, and whether a telling one was among them. */
  const reached = new Map<number, boolean>([[0, false]]);
  for (let start = 0; start < word.length; start++) {
    const isTelling = reached.get(start);
    if (isTelling === undefined) continue;
    if (isTelling && suffixes.has(word.slice(start))) return true;
    for (let length = 2; length <= longestPart && start + length < word.length; length++) {
      const part = word.slice(start, start + length);
      const end = start + length;
      if (combining.has(part)) reached.set(end, reached.get(end) || isTelling || length >= shortestTelling);
      else if (prefixes.has(part)) reached.set(end, reached.get(end) || isTelling);
    }
  }
  return false;
}
