import type { DescriptionLine } from './describe-profile.ts';
import type { LeaveOut, OptionName, OwnDecision, PatientScheme, Profile } from './profile.ts';

/** What a person set besides preset and options: patients, own rules and filters. None of it, no lines. */
export function settingsLines({ patients, ownRules, leaveOut }: Profile): readonly DescriptionLine[] {
  const filters = filterTexts(leaveOut);
  return [
    ...(patients.kind === 'keyed' ? [] : [{ label: 'New patient IDs', text: schemeTexts[patients.kind] }]),
    ...(ownRules.length === 0
      ? []
      : [{ label: 'Own rules', text: countKinds(ownRules.map(({ decision }) => decision.kind)) }]),
    ...(filters.length === 0 ? [] : [{ label: 'Files left out', text: filters.join(', ') }]),
  ];
}

/**
 * Every setting besides preset, options and own rules, each with what it means: the same labels for every profile, so that
 * two can be compared line by line.
 */
export function describeSettings(profile: Profile): readonly DescriptionLine[] {
  const { preset, options, patients, usesIssuerOfPatientId, dateShift, capsAges, pixels, leaveOut } = profile;
  const has = (option: OptionName) => preset !== 'qmenta' && options.includes(option);
  // Classes by name here, not by number: two profiles may leave out one class each.
  const filters = [...filterTexts({ ...leaveOut, sopClasses: [] }), ...leaveOut.sopClasses];
  return [
    { label: 'Patient IDs', text: patientText(patients) },
    { label: 'One ID from two hospitals', text: usesIssuerOfPatientId ? 'Two patients' : 'One patient' },
    {
      label: 'Date shift',
      text: has('retainModifiedDates') ? `Each patient by 1 to ${dateShift.maxDays} days into the past` : 'None',
    },
    {
      label: 'Ages over 89',
      text: has('retainPatientCharacteristics') ? (capsAges ? 'Become 90' : 'Kept') : 'Follow the rules below',
    },
    {
      label: 'Images that may show text',
      text: pixels === 'hold' ? 'Held for a person to look at' : 'Exported, marked',
    },
    { label: 'Files left out', text: filters.length === 0 ? 'None' : filters.join(', ') },
    { label: 'De-identified by PS3.15', text: preset === 'qmenta' ? 'Never claimed' : 'Claimed where it holds' },
  ];
}

function patientText(patients: PatientScheme): string {
  switch (patients.kind) {
    case 'keyed':
      return `Pseudonym from the key, ${patients.prefix === '' ? 'no prefix' : `prefix ${patients.prefix}`}`;
    case 'running':
      return `Running number, ${patients.digits} digits, ${patients.prefix === '' ? 'no prefix' : `prefix ${patients.prefix}`}`;
    case 'lookup':
      return schemeTexts.lookup;
  }
}

const schemeTexts: Readonly<Record<Exclude<PatientScheme['kind'], 'keyed'>, string>> = {
  running: 'Running numbers, in order of first appearance',
  lookup: 'From your patient table; other patients are held',
};

function countKinds(kinds: readonly OwnDecision['kind'][]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

function filterTexts({ modalities, sopClasses, imageTypes, doseReports, screenCaptures }: LeaveOut): readonly string[] {
  return [
    ...modalities.map((code) => `modality ${code}`),
    ...imageTypes.map((code) => `image type ${code}`),
    ...(sopClasses.length === 0 ? [] : [`${sopClasses.length} SOP ${sopClasses.length === 1 ? 'class' : 'classes'}`]),
    ...(doseReports ? ['dose reports'] : []),
    ...(screenCaptures ? ['screen captures'] : []),
  ];
}
