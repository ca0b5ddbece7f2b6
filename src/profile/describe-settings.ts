import type { DescriptionLine } from './describe-profile.ts';
import type { LeaveOut, OwnDecision, PatientScheme, Profile } from './profile.ts';

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
