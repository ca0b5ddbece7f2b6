import { canonicalJson } from '../canonical-json.ts';
import type { OptionName, OwnRule, Profile } from '../profile.ts';
import { purposes } from './purposes.ts';

/**
 * What a profile leaves in that the default takes away or changes, as sentences for people; empty when it is as strict in
 * everything. Needs no dictionary, so own rules that keep or clean are all counted, whatever they are about.
 */
export function looserThanDefault(profile: Profile): readonly string[] {
  const { preset, options, pixels, ownRules, capsAges, words } = profile;
  const keptWords = words?.keep.length ?? 0;
  const isPublished = preset === 'qmenta';
  const has = (option: OptionName) => !isPublished && options.includes(option);
  const keeps = ownRules.filter((rule) => !isPublished && leavesIn(rule) && !isCleanedLabel(rule)).length;
  const sentences: readonly (string | false)[] = [
    isPublished &&
      'QMENTA’s table as published keeps UIDs, private tags, free text and most dates. Nothing is marked as de-identified.',
    ...Object.entries(optionSentences).map(([option, sentence]) => has(option as OptionName) && sentence),
    has('retainPatientCharacteristics') && !capsAges && 'Ages over 89 stay.',
    !isPublished && !cleansLabels(profile) && 'Labels of segments and tracks stay as they are.',
    keeps > 0 && `${keeps === 1 ? 'An own rule keeps' : `${keeps} own rules keep`} or cleans what would go otherwise.`,
    !isPublished &&
      keptWords > 0 &&
      (keptWords === 1
        ? 'A word of your own stays in cleaned texts.'
        : `${keptWords} words of your own stay in cleaned texts.`),
    pixels === 'export' && 'Images that may show text are exported without anyone having looked at them.',
    pixels === 'clean' && 'Ultrasound is exported after text was blanked without anyone having looked at it.',
  ];
  return sentences.filter((sentence) => sentence !== false);
}

const optionSentences: Readonly<Partial<Record<OptionName, string>>> = {
  retainSafePrivate: 'Private tags on a list of safe ones stay.',
  retainUids: 'UIDs stay: whoever has the archive can find the patient.',
  retainDeviceIdentity: 'Serial numbers and stations stay.',
  retainInstitutionIdentity: 'Hospital name and address stay.',
  retainPatientCharacteristics: 'Sex, age, size and weight stay.',
  retainFullDates: 'Dates of visits stay as they are.',
  retainRelativeTimes: 'Times stay as counted from the start of their study.',
  retainModifiedDates: 'Dates move instead of going, and times of day stay.',
};

function leavesIn({ decision }: OwnRule): boolean {
  return decision.kind === 'keep' || decision.kind === 'clean';
}

const labelRules = purposes.share.ownRules.map((rule) => canonicalJson(rule));

function isCleanedLabel(rule: OwnRule): boolean {
  return labelRules.includes(canonicalJson(rule));
}

/** The Basic Profile alone names no labels of segments and tracks; the option and the rules of *Share publicly* do. */
function cleansLabels({ options, ownRules }: Profile): boolean {
  const rules = ownRules.map((rule) => canonicalJson(rule));
  return options.includes('cleanDescriptors') || labelRules.every((rule) => rules.includes(rule));
}
