import {
  beforeOrigins,
  beforePlaces,
  hospitals,
  placeBeginnings,
  placeEndings,
  placePairs,
  placesToo,
} from '../name-signs.ts';
import { gapOf, isCapital, isLetters, type View } from './view.ts';
import { isWeakWithCapital } from './weak-names.ts';

/** `from Reading`, `Bath Clinic`: with a capital inside a sentence. */
export function isPlace(view: View, at: number): boolean {
  if (!placesToo.has(view.folded[at] ?? '') || !/^\p{Lu}\p{Ll}/u.test(view.words[at]?.text ?? '')) return false;
  const isNamed = gapOf(view, at) === ' ' && hospitals.has(view.folded[at + 1] ?? '');
  return isNamed || (beforePlaces.has(view.folded[at - 1] ?? '') && gapOf(view, at - 1) === ' ');
}

/** `from Dolny`, `chez Borsa`: who or what something comes from. */
export function isOrigin(view: View, at: number): boolean {
  return beforeOrigins.has(view.folded[at - 1] ?? '') && gapOf(view, at - 1) === ' ' && isWeakWithCapital(view, at);
}

/** `Sacred Heart`, `High Point`. */
export function isPlacePair(view: View, at: number): boolean {
  if (!isCapital(view, at) || !isCapital(view, at + 1) || !/^[ -]$/.test(gapOf(view, at))) return false;
  return placePairs.has(`${view.folded[at]} ${view.folded[at + 1]}`);
}

/** `Mount Sinai`, `Bad Homburg`. */
export function isPlaceBeginning(view: View, at: number): boolean {
  if (!placeBeginnings.has(view.folded[at] ?? '') || !isCapital(view, at) || gapOf(view, at) !== ' ') return false;
  return view.isGone(at + 1) && isCapital(view, at + 1) && isLetters(view, at + 1);
}

/** `Cedar Falls`. */
export function isPlaceEnding(view: View, at: number): boolean {
  const isBehindUnknown = at > 0 && view.isGone(at - 1) && isCapital(view, at - 1) && isLetters(view, at - 1);
  return (
    isBehindUnknown && isCapital(view, at) && placeEndings.has(view.folded[at] ?? '') && gapOf(view, at - 1) === ' '
  );
}
