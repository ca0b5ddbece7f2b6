import type { DescriptionLine } from './describe-profile.ts';
import type {
  DeviceTemplate,
  LeaveOut,
  OptionName,
  OwnDecision,
  PatientScheme,
  PixelPolicy,
  Profile,
  WordLists,
} from './profile.ts';

/** What a person set besides preset and options: patients, own rules and filters. None of it, no lines. */
export function settingsLines({ patients, ownRules, leaveOut, words }: Profile): readonly DescriptionLine[] {
  const filters = filterTexts(leaveOut);
  return [
    ...(patients.kind === 'keyed' ? [] : [{ label: 'New patient IDs', text: schemeTexts[patients.kind] }]),
    ...(ownRules.length === 0
      ? []
      : [{ label: 'Own rules', text: countKinds(ownRules.map(({ decision }) => decision.kind)) }]),
    ...(words === undefined ? [] : [{ label: ownWordsLabel, text: countedWords(words) }]),
    ...(filters.length === 0 ? [] : [{ label: 'Files left out', text: filters.join(', ') }]),
  ];
}

/**
 * Every setting besides preset, options and own rules, each with what it means: the same labels for every profile, so that
 * two can be compared line by line.
 */
export function describeSettings(profile: Profile): readonly DescriptionLine[] {
  const {
    preset,
    options,
    patients,
    usesIssuerOfPatientId,
    dateShift,
    capsAges,
    pixels,
    leaveOut,
    templates = [],
    words,
  } = profile;
  const has = (option: OptionName) => preset !== 'qmenta' && options.includes(option);
  // Classes by name here, not by number: two profiles may leave out one class each.
  const filters = [...filterTexts({ ...leaveOut, sopClasses: [] }), ...leaveOut.sopClasses];
  return [
    { label: 'Patient IDs', text: patientText(patients) },
    { label: 'One ID from two hospitals', text: usesIssuerOfPatientId ? 'Two patients' : 'One patient' },
    {
      label: 'Date shift',
      text: has('retainRelativeTimes')
        ? 'Each study to 1900-01-01 00:00:00'
        : has('retainModifiedDates')
          ? `Each patient by 1 to ${dateShift.maxDays} days into the past`
          : 'None',
    },
    {
      label: 'Ages over 89',
      text: has('retainPatientCharacteristics') ? (capsAges ? 'Become 90' : 'Kept') : 'Follow the rules below',
    },
    {
      label: 'Images that may show text',
      text: pixelTexts[pixels],
    },
    { label: 'Device templates', text: templates.length === 0 ? 'None' : templates.map(templateText).join('; ') },
    { label: ownWordsLabel, text: words === undefined ? 'None' : namedWords(words) },
    { label: 'Files left out', text: filters.length === 0 ? 'None' : filters.join(', ') },
    { label: 'De-identified by PS3.15', text: preset === 'qmenta' ? 'Never claimed' : 'Claimed where it holds' },
  ];
}

const pixelTexts: Readonly<Record<PixelPolicy, string>> = {
  hold: 'Held for a person to look at',
  clean: 'Blanked outside of ultrasound regions, else held',
  export: 'Exported, marked',
};

/** The line of `describeSettings` that has words of original texts. */
export const ownWordsLabel = 'Own words';

/** What stands for the words themselves where they may not be read. */
export function countedWords({ keep, remove }: WordLists): string {
  return `${keep.length} kept, ${remove.length} removed in cleaned texts`;
}

function namedWords({ keep, remove }: WordLists): string {
  return [
    ...(keep.length === 0 ? [] : [`Kept: ${keep.join(', ')}`]),
    ...(remove.length === 0 ? [] : [`Removed: ${remove.join(', ')}`]),
  ].join('; ');
}

function templateText({ match, kind, frames, rectangles }: DeviceTemplate): string {
  const { manufacturer, model, sopClass, rows, columns } = match;
  const device = [manufacturer, model, sopClass, `${columns} × ${rows}`].filter((text) => text !== undefined).join(' ');
  const places = rectangles.map((one) => `${one.columns} × ${one.rows} at ${one.column}, ${one.row}`).join(' and ');
  const inFrames = frames === 'all' ? '' : ` in frames ${frames.join(', ')} from 0`;
  return `${device}: ${kind === 'keep' ? 'all but ' : ''}${places}${inFrames}`;
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
  running: 'Running numbers, in the order of keyed hashes',
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
