import {
  beforeOrigins,
  beforePlaces,
  hospitals,
  placeBeginnings,
  placeEndings,
  placePairs,
  placesToo,
} from '../name-signs.ts';
import { isNameToo } from '../name-words.ts';
import { isTitleCase } from '../split-words.ts';
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

/** Before the word for a hospital these say which one to nobody: `Outside Hospital`. */
const anyHospital: ReadonlySet<string> = new Set(
  'outside other local referring same different previous our this the another animal veterinary vet day private public outpatient inpatient'.split(
    ' ',
  ),
);

/** `Community Hospital`, written as a name. */
export function isHospitalPair(view: View, at: number): boolean {
  const [name = '', hospital = ''] = [view.words[at]?.text, view.words[at + 1]?.text];
  if (!/^(?:Hospital|Infirmary|Hospice)$/.test(hospital) || !isTitleCase(name) || gapOf(view, at) !== ' ') return false;
  return name.length > shortestName && !anyHospital.has(view.folded[at] ?? '');
}
const shortestName = 3;

/** Stand before the place or saint of a hospital: `Klinik am See`, `Hospital del Mar`. */
const beforeItsPlace: ReadonlySet<string> = new Set(
  'am im an a au aux du des de del della dei da do dos das la las los le les der den het van na u w pod'.split(' '),
);
/** Which one of the hospitals of a place it is. */
const whichHospital: ReadonlySet<string> = new Set(
  'central centrale zentral centraal nord nordre sud sued sur norte oeste este ovest est ost oost west vest noord zuid syd maggiore mayor'.split(
    ' ',
  ),
);

/** @returns how many words behind the word for a hospital name it, where they are words that mean something else; 0 when none do */
export function placeOfHospital(view: View, at: number): number {
  if (isTitleCase(view.words[at + 1]?.text ?? '') && whichHospital.has(view.folded[at + 1] ?? '')) return 1;
  let last = at;
  while (last - at < mostParticles && beforeItsPlace.has(view.folded[last + 1] ?? '') && gapOf(view, last) === ' ')
    last++;
  return last > at && gapOf(view, last) === ' ' && isTitleCase(view.words[last + 1]?.text ?? '') ? last + 1 - at : 0;
}
const mostParticles = 2;

/** `from Classic Images` */
const ofImages = /^(?:Images?|Stud(?:y|ies)|Series|Scans?|Films?|Acquisitions?|Reconstructions?)$/;

/** `at Central Station`: two words with a capital behind where something comes from, one of which says little of an image. */
export function isOriginPair(view: View, at: number): boolean {
  const lead = view.words[at - 1]?.text ?? '';
  if (!beforeOrigins.has(view.folded[at - 1] ?? '') || !/^\p{Ll}/u.test(lead) || gapOf(view, at - 1) !== ' ')
    return false;
  const [first = '', second = ''] = [view.words[at]?.text, view.words[at + 1]?.text];
  if (!isTitleCase(first) || !isTitleCase(second) || gapOf(view, at) !== ' ') return false;
  if (ofImages.test(second)) return false;
  return isWeakWithCapital(view, at) || isWeakWithCapital(view, at + 1) || placeEndings.has(view.folded[at + 1] ?? '');
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

const mountains = /^(?:M[Tt]|F[Tt]|Mte|Pto|Mnt)$/;

/** `Mt Auburn`, `Ft. Worth`: not `Mt Fracture`, of a metatarsal. */
export function isMount(view: View, at: number): boolean {
  const [lead = '', name = ''] = [view.words[at]?.text, view.words[at + 1]?.text];
  if (!mountains.test(lead) || !/^\.?\s$/.test(gapOf(view, at)) || !isCapital(view, at + 1)) return false;
  if (view.isGone(at + 1)) return isLetters(view, at + 1);
  return (
    isTitleCase(lead) && isTitleCase(name) && (isNameToo(view.folded[at + 1] ?? '') || isWeakWithCapital(view, at + 1))
  );
}

/** What one of the places of a hospital is named behind. */
const sites: ReadonlySet<string> = new Set('campus standort sede vestiging locatie plesso presidio polo'.split(' '));

/** `Campus Mitte`. */
export function isCampus(view: View, at: number): boolean {
  return sites.has(view.folded[at - 1] ?? '') && gapOf(view, at - 1) === ' ' && isTitleCase(view.words[at]?.text ?? '');
}
