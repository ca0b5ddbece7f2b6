import { isEponym } from '../eponyms.ts';
import { isNameToo } from '../name-words.ts';
import { isTitleCase } from '../split-words.ts';
import { gapOf, type View } from './view.ts';
import { isWeakWithCapital } from './weak-names.ts';

/** Who belongs to somebody, in some twenty languages, folded: a name stands behind it. */
const relatives: ReadonlySet<string> = new Set(
  (
    'wife husband spouse mother father mom mum mommy mummy dad daddy daughter brother sister grandma grandpa grandmother grandfather grandson granddaughter aunt uncle niece nephew ' +
    'cousin stepmother stepfather stepson stepdaughter girlfriend boyfriend fiance fiancee neighbor neighbour roommate widow widower babysitter nanny ' +
    'epouse epoux conjoint conjointe mere pere fille frere soeur maman oncle neveu compagne compagnon voisin voisine veuve cousine tante ' +
    'esposo esposa marido hijo hija madre padre hermano hermana abuelo abuela sobrino sobrina nieto nieta cunado cunada suegro suegra novio novia pareja vecino vecina cuidador cuidadora viudo viuda yerno nuera ' +
    'moglie marito figlio figlia fratello sorella nonno nonna nipote cugino cugina suocera suocero nuora cognato cognata fidanzato fidanzata compagno compagna vedova badante ' +
    'filho filha irmao neto neta sobrinho sobrinha sogra sogro genro cunhado namorado namorada companheiro companheira noiva noivo ' +
    'ehefrau ehemann gatte gattin mutter vater mutti vati sohn tochter bruder grossmutter grossvater enkel enkelin onkel nichte neffe schwager schwagerin schwiegermutter schwiegervater ' +
    'schwiegersohn schwiegertochter lebensgefahrte lebensgefahrtin partnerin freundin verlobte verlobter witwe betreuer betreuerin nachbar nachbarin ' +
    'echtgenoot echtgenote moeder vader zoon dochter broer oom vriendin mantelzorger buurvrouw kleinzoon kleindochter schoonmoeder schoonvader verloofde ' +
    'hustru ektefelle ektemann aegtefaelle aegtemand dotter datter bror broder syster soster sonn bestemor bestefar bedstemor bedstefar farmor mormor farfar morfar moster morbror ' +
    'svigermor svigerfar svarmor svarfar samboer kaereste kjaereste pojkvan flickvan ' +
    'vaimo aviomies puoliso aiti poika tytar sisko mummo mummi vaari ukki tati serkku avovaimo avomies omainen ' +
    'matka ojciec corka siostra babcia dziadek wnuk wnuczka ciocia wujek tesciowa ziec synowa kuzyn kuzynka partnerka narzeczona opiekun opiekunka ' +
    'manzelka manzel otec dcera bratr sestra babicka deda dedecek vnuk vnucka stryc tchyne tchan snacha druzka pritelkyne pritel ' +
    'жена мать отец сын дочь дочка брат сестра бабушка дедушка внук внучка тетя дядя теща свекровь зять невестка супруг супруга дружина донька ' +
    'esi karisi kocasi annesi babasi oglu kizi kardesi ablasi abisi agabeyi teyzesi halasi amcasi dayisi torunu gelini damadi ' +
    'συζυγος μητερα πατερας γιος υιος κορη αδελφος αδελφη αδερφος αδερφη γιαγια παππους ανιψιος ανιψια εγγονος εγγονη ' +
    'felesege ferje anyja apja lanya testvere sotia sotul fiul fiica fratele supruga suprug'
  ).split(' '),
);
/** Those that mean something else in another language or of an image, folded: `far lateral`, `fils`, `son`. */
const relativesToo: ReadonlySet<string> = new Set(
  'mor far son fils mari kone maka sambo syn brat partner friend isa seta teta zus genero irma nora pai mae maz opa oma veli муж мама папа'.split(
    ' ',
  ),
);
/** Relatives that are other words without their accent, as they are written. */
const spelledRelatives: ReadonlySet<string> = new Set(['żona', 'mamá', 'papá']);

/** Members of a family before `of` and a name, folded: `baby of Stone`. */
const members: ReadonlySet<string> = new Set('baby child twin kind enfant'.split(' '));
const ofNames: ReadonlySet<string> = new Set('of von de du da di do del della van til av af od'.split(' '));

/** `wife of`: a name may come next. */
export function linkedAt(view: View, at: number): boolean {
  const word = view.folded[at] ?? '';
  if (!isRelative(word) && !members.has(word)) return false;
  return /^\s?$/.test(gapOf(view, at)) && ofNames.has(view.folded[at + 1] ?? '') && /^\s$/.test(gapOf(view, at + 1));
}

/**
 * How sure the word at a place tells that a relative's name comes next: `esposa Conchi`.
 * @returns `any` where each word with one capital behind it is a name, `weak` where one is that says little of an image; null for no relative
 */
export function relativeAt(view: View, at: number): 'any' | 'weak' | null {
  const folded = view.folded[at] ?? '';
  const written = (view.words[at]?.text ?? '').normalize('NFC');
  if (!/^\s?[:,]?\s?\(?$/.test(gapOf(view, at)) || !isTitleCase(view.words[at + 1]?.text ?? '')) return null;
  if (spelledRelatives.has(written.toLowerCase()) || relativesToo.has(folded)) return 'weak';
  if (!relatives.has(folded) || isOfFamilyHistory(view, at + 1)) return null;
  // In German each noun has a capital, so that one behind `Tochter` says nothing.
  const isSure = /^\p{Ll}/u.test(written) && gapOf(view, at) === ' ';
  return isSure && !isEponym(view.text, view.words, at + 1) ? 'any' : 'weak';
}

/** What relatives are said to have had, in the languages of these rules. */
const diseases =
  /^(?:ca|cancers?|carcinoma|tumou?rs?|tumeur|tumor|stroke|aneurysm|disease|krebs|karzinom|infarkt|infarct|cáncer|cancro|câncer|kanker|kræft|kreft|syöpä|rak|rakovina|рак|kanser\p{L}*|dementia|diabetes|leuk\p{L}+|lymph?om\p{L}*|melanom\p{L}*|sclerosis|fibrosis|syndrome?)$/iu;
const mostBeforeDisease = 2;

/** `mother Breast cancer`: the part of the body of a disease in the family, not a name. */
function isOfFamilyHistory(view: View, at: number): boolean {
  if (view.isGone(at) || isNameToo(view.folded[at] ?? '') || isWeakWithCapital(view, at)) return false;
  for (let next = at; next <= at + mostBeforeDisease; next++) {
    if (diseases.test(view.words[next]?.text ?? '')) return true;
    if (gapOf(view, next) !== ' ') return false;
  }
  return false;
}

/** `Joy (wife)`. */
export function isBeforeRelative(view: View, at: number): boolean {
  const isName = isNameToo(view.folded[at] ?? '') || isWeakWithCapital(view, at);
  if (!isName || !isTitleCase(view.words[at]?.text ?? '') || gapOf(view, at) !== ' (') return false;
  return isRelative(view.folded[at + 1] ?? '');
}

function isRelative(folded: string): boolean {
  return relatives.has(folded) || relativesToo.has(folded);
}
