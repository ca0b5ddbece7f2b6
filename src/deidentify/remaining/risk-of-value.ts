import type { Vr } from '../../dicom/vr.ts';
import { ownValueReason } from '../../profile/compile-own-rules.ts';
import { boundedMemo } from '../bounded-memo.ts';
import type { Change } from '../change.ts';
import { findHazards } from '../clean-text/find-hazards.ts';
import { judgeWords } from '../clean-text/judge-words.ts';
import { plainDescription } from '../clean-text/profile-words.ts';
import { splitWords } from '../clean-text/split-words.ts';
import { isCodeAttribute, isTechniqueAttribute } from './plain-attributes.ts';
import type { ValueRisk } from './value-risk.ts';

/** A value that stays, where it stands, and how it came to stay. */
export type RemainingValue = {
  /** Standard tags as `(gggg,eeee)`. */
  readonly tag: string;
  readonly vr: Vr;
  readonly text: string;
  /** True for plain bytes, which `text` only counts. */
  readonly isBytes: boolean;
  readonly action: Change['action'];
  readonly effect: Change['effect'];
  readonly reason: string;
};

/** What a remaining value may tell a stranger. Pure: the same value gets the same answer in every file. */
export function riskOfValue(value: RemainingValue): ValueRisk {
  const { vr, text, action, effect, reason } = value;
  if (value.isBytes) return 'bytes';
  if (reason === ownValueReason) return 'own-value';
  // Dummies, pseudonyms, new UIDs and shifted dates; a cleaned text is what the person wrote, in part.
  if (effect === 'added' || action === '+' || (effect === 'replaced' && !isFreeText(vr))) return 'made-new';
  if (effect === 'replaced' && action !== 'C') return 'made-new';
  switch (vr) {
    case 'UI':
      return text.split('\\').every((uid) => uid.startsWith(dicomRoot)) ? 'code' : 'uid';
    case 'DA':
    case 'DT':
      return isCodeAttribute(value.tag) ? 'code' : 'date';
    case 'TM':
      return 'time';
    case 'PN':
      return 'person-name';
    case 'AS':
      return 'age';
    case 'CS':
      return riskOfCode(text);
    case 'UR':
      return 'contact';
    default:
      return isFreeText(vr) ? riskOfText(value) : 'number';
  }
}

/** Root of the UIDs that the standard itself registers (PS3.6 Annex A). */
const dicomRoot = '1.2.840.10008.';

/** VRs in which people and programs write what they like. */
const freeTextVrs: ReadonlySet<Vr> = new Set(['AE', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UN', 'UT']);

function isFreeText(vr: Vr): boolean {
  return freeTextVrs.has(vr);
}

/** Codes come from closed lists; what does not look like one is read as a text. */
function riskOfCode(text: string): ValueRisk {
  return findHazards(text).length > 0 ? 'date-or-number' : 'code';
}

function riskOfText({ tag, text }: RemainingValue): ValueRisk {
  if (address.test(text)) return 'contact';
  if (path.test(text)) return 'path';
  if (isCodeAttribute(tag)) return 'code';
  if (isTechniqueAttribute(tag)) return 'technique';
  return judged(text);
}

const address = /[^\s@]@[^\s@]|(?:https?|ftp):\/\/|www\./iu;
/** A backslash alone is what stands between the values of an element. */
const path = /(?:^|[\s"'=(\\])(?:[a-z]:[\\/]|~?\/[^\s/]+\/)/iu;

const mostRemembered = 8192;

const judged = boundedMemo((text: string): ValueRisk => {
  const reasons = new Set(judgeWords(text, splitWords(text), nobody, plainDescription).map(({ why }) => why));
  if (reasons.has('date-or-number')) return 'date-or-number';
  return reasons.has('unknown') ? 'unknown-word' : 'known-words';
}, mostRemembered);

/** The words of no patient: which patients are in a batch is for the page to know. */
const nobody = { isPatientWord: () => false, isIdentifying: () => false };
