/** Letters that readers take for digits, and the other way round. */
const confused: Readonly<Record<string, string>> = { O: '0', Q: '0', D: '0', I: '1', L: '1', '|': '1', S: '5', B: '8' };

/** A text as it is compared: no accents, no case, nothing but letters and digits. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}|]/gu, '');
}

/** A folded text in which letters and digits that look alike are the same. */
export function foldLookalikes(folded: string): string {
  return folded.replace(/[OQDIL|SB]/g, (letter) => confused[letter]!);
}

/** The words of a text, folded; parts of a name are words. */
export function foldedWords(text: string): readonly string[] {
  return text
    .split(/[\s^=,;:/\\]+/)
    .map(foldText)
    .filter((word) => word !== '');
}
