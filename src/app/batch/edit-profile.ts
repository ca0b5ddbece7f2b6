import { createProfile } from '../../profile/create-profile.ts';
import type { LeaveOut, OptionName, OwnRule, PatientScheme, PresetId, Profile } from '../../profile/profile.ts';
import { dateOptions } from '../../profile/supported-options.ts';

/** Changes the preset. The person's settings stay, but for options and own rules where the new preset allows none. */
export function withPreset(profile: Profile, preset: PresetId): Profile {
  const { pixels, usesIssuerOfPatientId, patients, dateShift, capsAges, ownRules, leaveOut, templates, words } =
    profile;
  const carried = { pixels, usesIssuerOfPatientId, patients, dateShift, capsAges, leaveOut };
  const settings = {
    ...carried,
    ...(templates === undefined ? {} : { templates }),
    ...(words === undefined ? {} : { words }),
  };
  const plain = createProfile(preset);
  return takesOptions(preset)
    ? withOptions({ ...plain, ...settings, ownRules }, carriedOptions(profile, plain))
    : { ...plain, ...settings };
}

/** Each preset has its own options. Those that the person turned on or off stay so; the others follow the new preset. */
function carriedOptions(profile: Profile, next: Profile): readonly OptionName[] {
  const before = resetProfile(profile).options;
  const added = profile.options.filter((option) => !before.includes(option));
  const isTurnedOff = (option: OptionName) => before.includes(option) && !profile.options.includes(option);
  return [...next.options.filter((option) => !isTurnedOff(option)), ...added];
}

/** The published table stands as it is: neither options of PS3.15 nor own rules have a meaning in it. */
export function takesOptions(preset: PresetId): boolean {
  return preset !== 'qmenta';
}

/** Sets one option. Full and modified dates exclude each other: the one set last stays (PS3.15 E.3.6). */
export function withOption(profile: Profile, option: OptionName, isOn: boolean): Profile {
  const others = profile.options.filter((name) => name !== option && !(isOn && excludes(option, name)));
  return withOptions(profile, isOn ? [...others, option] : others);
}

/** Tables and running numbers know patients by Patient ID alone, so the issuer goes with the keyed scheme only. */
export function withPatientScheme(profile: Profile, patients: PatientScheme): Profile {
  return { ...profile, patients, usesIssuerOfPatientId: patients.kind === 'keyed' && profile.usesIssuerOfPatientId };
}

/** Chooses one of several options, or none of them. */
export function withOneOf(profile: Profile, choices: readonly OptionName[], chosen: OptionName | null): Profile {
  const others = profile.options.filter((name) => !choices.includes(name));
  return withOptions(profile, chosen === null ? others : [...others, chosen]);
}

/** A new rule takes the place of an older one about the same elements, and comes last. */
export function withOwnRule(profile: Profile, rule: OwnRule): Profile {
  const key = ruleKey(rule);
  return { ...profile, ownRules: [...profile.ownRules.filter((other) => ruleKey(other) !== key), rule] };
}

export function withoutOwnRule(profile: Profile, rule: OwnRule): Profile {
  const key = ruleKey(rule);
  return { ...profile, ownRules: profile.ownRules.filter((other) => ruleKey(other) !== key) };
}

/** What a rule is about, as one text: two rules with the same one contradict each other. */
export function ruleKey({ selector }: OwnRule): string {
  switch (selector.kind) {
    case 'tag':
      return `tag ${selector.tag.replace(/[^0-9a-f]/gi, '').toUpperCase()}`;
    case 'keyword':
      return `keyword ${selector.keyword}`;
    case 'pattern':
      return `pattern ${selector.pattern.toUpperCase()}`;
    case 'private-element':
      return `element ${selector.element.toUpperCase()} ${selector.creator}`;
    default:
      return `creator ${selector.creator}`;
  }
}

type LeaveOutList = 'modalities' | 'sopClasses' | 'imageTypes';

/** Adds or takes away one value of a filter; values stay in the order of the alphabet. */
export function withLeftOut(profile: Profile, list: LeaveOutList, value: string, isLeftOut: boolean): Profile {
  const others = profile.leaveOut[list].filter((other) => other !== value);
  const leaveOut: LeaveOut = { ...profile.leaveOut, [list]: isLeftOut ? [...others, value].sort() : others };
  return { ...profile, leaveOut };
}

/** The preset as it comes. */
export function resetProfile({ preset }: Profile): Profile {
  return createProfile(preset);
}

/** In how many points a profile differs from its preset as it comes, or from another: each switch, choice, rule and filter is one. */
export function countProfileChanges(profile: Profile, plain: Profile = resetProfile(profile)): number {
  return [
    differences(profile.options, plain.options),
    differences(profile.ownRules.map(asText), plain.ownRules.map(asText)),
    differences((profile.templates ?? []).map(asText), []),
    differences(profile.words?.keep ?? [], []),
    differences(profile.words?.remove ?? [], []),
    differences(profile.leaveOut.modalities, plain.leaveOut.modalities),
    differences(profile.leaveOut.sopClasses, plain.leaveOut.sopClasses),
    differences(profile.leaveOut.imageTypes, plain.leaveOut.imageTypes),
    ...[
      profile.name !== plain.name,
      profile.pixels !== plain.pixels,
      profile.usesIssuerOfPatientId !== plain.usesIssuerOfPatientId,
      asText(profile.patients) !== asText(plain.patients),
      profile.dateShift.maxDays !== plain.dateShift.maxDays,
      profile.capsAges !== plain.capsAges,
      profile.leaveOut.doseReports !== plain.leaveOut.doseReports,
      profile.leaveOut.screenCaptures !== plain.leaveOut.screenCaptures,
    ].map(Number),
  ].reduce((sum, count) => sum + count, 0);
}

function withOptions(profile: Profile, options: readonly OptionName[]): Profile {
  // In a fixed order, so that equal profiles have equal hashes.
  return { ...profile, options: [...new Set(options)].sort() };
}

function excludes(a: OptionName, b: OptionName): boolean {
  return a !== b && dateOptions.includes(a) && dateOptions.includes(b);
}

/** How many values are in one list only. */
function differences(a: readonly string[], b: readonly string[]): number {
  return a.filter((value) => !b.includes(value)).length + b.filter((value) => !a.includes(value)).length;
}

function asText(value: object): string {
  return JSON.stringify(value);
}
