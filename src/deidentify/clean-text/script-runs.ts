/** Scripts that are told apart; Latin, digits and signs are one. */
export type Script = 'latin' | 'han' | 'hangul' | 'thai' | 'other';

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ーｰﾞﾟ々]/u;
const hangul = /\p{Script=Hangul}/u;
const thai = /\p{Script=Thai}/u;
const latin = /[\p{Script=Latin}]/u;
const letter = /[\p{L}\p{M}]/u;

/** A stretch of one script, by its place in the word. */
export type ScriptRun = { readonly script: Script; readonly start: number; readonly end: number };

/**
 * The parts of a word where its script changes: `CT胸部` is `CT`, `胸部`; `Brain脳` too. Digits and signs go on with what
 * stands before them, except behind Han and Hangul, where numbers are words of their own.
 */
export function scriptRuns(word: string): readonly ScriptRun[] {
  const runs: { script: Script; start: number; end: number }[] = [];
  let at = 0;
  for (const character of word) {
    const end = at + character.length;
    const last = runs.at(-1);
    const script = scriptOf(character, last?.script);
    if (last !== undefined && last.script === script) last.end = end;
    else runs.push({ script, start: at, end });
    at = end;
  }
  return runs;
}

function scriptOf(character: string, before: Script | undefined): Script {
  if (character.charCodeAt(0) < 0x80 || latin.test(character)) {
    return before === 'other' && /[0-9*]/.test(character) ? 'other' : 'latin';
  }
  if (wide.test(character)) return 'han';
  if (hangul.test(character)) return 'hangul';
  if (thai.test(character)) return /\p{N}/u.test(character) ? 'latin' : 'thai';
  return letter.test(character) && !/\p{M}/u.test(character) ? 'other' : before === undefined ? 'latin' : before;
}
