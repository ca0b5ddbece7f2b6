import { foldText } from '../../residual/fold-text.ts';
import type { Word } from '../split-words.ts';

/** Two parts of the spine. */
const spinal = /^(?:l\.s|c\.s|t\.s|d\.s|t\.l|d\.l|c\.t|c\.d)$/;
/** Whole words: *Colonna* and *Spinelli* are family names. */
const spine = /^(?:spines?|spinal|vertebra[el]?|rachis|columna|coluna|wirbelsaule)$/;
/** Parts of the body and examinations. Of other words of the vocabulary somebody with initials is the subject: `M.R. has pain`. */
const ofBody =
  /^(?:brain|head|skull|face|orbits?|sella|pituitary|neck|spine|cervical|dorsal|thoracic|lumbar|lumbosacral|sacrum|chest|thorax|heart|cardiac|breasts?|abdomen|liver|pancreas|kidneys?|pelvis|prostate|rectum|uterus|hips?|thighs?|knees?|legs?|ankles?|foot|feet|shoulders?|arms?|elbows?|wrists?|hands?|\p{L}+gra(?:phy|m|ms)|spectroscopy|perfusion)$/u;
const modality = /^(?:ct|mri?|us|cr|dx|xr|rx|xa|pet|tc|rm|irm|rtg|cxr|tdm|nm)$/;

/**
 * Whether two capitals with points are a term, as they are initials as well: `L.S. spine`, and `M.R.` as the first word before a part of
 * the body or an examination, where no other word says the modality.
 */
export function isPointedTerm(text: string, words: readonly Word[], at: number): boolean {
  const [word, after] = [words[at], words[at + 1]];
  if (word === undefined || after === undefined || !/^\p{Lu}\.\p{Lu}$/u.test(word.text)) return false;
  if (!/^\.?\s$/.test(text.slice(word.end, after.start))) return false;
  const folded = foldText(word.text);
  const next = foldText(after.text);
  if (spinal.test(folded)) return spine.test(next);
  return folded === 'm.r' && at === 0 && ofBody.test(next) && !words.some((one) => modality.test(foldText(one.text)));
}
