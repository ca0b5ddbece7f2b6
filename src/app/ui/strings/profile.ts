import { optionTexts } from '../../../profile/describe-options.ts';
import type { OwnDecision, PatientScheme } from '../../../profile/profile.ts';
import type { CountEffect } from '../../batch/derived/count-effect.ts';
import type { RowEffect } from '../../batch/derived/row-effect.ts';
import type { WordFate } from '../../batch/edit-words.ts';
import { countOf, formatCount } from '../format.ts';

const schemes: Readonly<Record<PatientScheme['kind'], string>> = {
  keyed: 'Pseudonym from key',
  running: 'Running number',
  lookup: 'Lookup table (CSV)',
};

const decisions: Readonly<Record<OwnDecision['kind'], string>> = {
  keep: 'Keep',
  remove: 'Remove',
  empty: 'Empty',
  dummy: 'Dummy value',
  'replace-uid': 'New UID',
  clean: 'Clean',
  replace: 'Replace with…',
};

/** Texts of the profile panel and of the rules written beside a value. */
export const profileStrings = {
  options: optionTexts,
  schemes,
  decisions,
  noOptions: 'The published table takes no options and no own rules. Choose another preset to set them.',
  optionsOn: (on: number, of: number) => `${on} of ${of} on`,
  undone: (changes: number) => `${countOf(changes, 'change', 'changes')} reset.`,
  effect: effectText,
  countEffect: countEffectText,
  reset: (changes: number) => `Reset ${countOf(changes, 'change', 'changes')}`,
  capsAges: ['Cap ages at 90', 'Ages over 89 become 90 years'],
  shift: (days: number) => `Each patient’s dates move 1 to ${formatCount(days)} whole days into the past.`,
  running: 'Numbers follow the order in which patients were added. Save the records: they hold who got which number.',
  lookup: {
    none: 'No table loaded: every patient is held.',
    rows: (rows: number, encoding: string) => `${countOf(rows, 'patient', 'patients')} read, ${encoding}`,
    refused: (encoding: string) => `Not used, so every patient is held. It was read as ${encoding}.`,
    problems: (count: number) => countOf(count, 'problem', 'problems'),
    warnings: (count: number) => countOf(count, 'note', 'notes'),
    line: (line: number, message: string) => `Line ${line}: ${message}`,
    unmatched: (count: number) => `${countOf(count, 'patient', 'patients')} of this batch not in the table, held`,
    allMatched: 'Every patient of this batch is in the table',
    notListed: 'No patient table in use has a row for the Patient ID of this file.',
    unreadable: 'The table could not be read from disk. Choose it again.',
  },
  leaveOut: {
    heading: 'Leave out',
    doseReports: ['Dose reports', 'Radiation dose structured reports'],
    screenCaptures: ['Screen captures', 'Secondary captures and stored screens'],
    noModality: 'The modalities of this batch appear here.',
  },
  rules: {
    heading: 'Own rules',
    none: 'None. An own rule comes before the preset and its options.',
    search: 'Name, keyword or number',
    searchLabel: 'Search attributes',
    found: 'Attributes found',
    searchHint: 'As Institution Name, PatientWeight, (0010,1030) or b-value; 60xx stands for whole groups.',
    noHit:
      'No attribute found. For private tags type their private creator, as (gggg,0010) names it, and (gggg,xxee) for one of them.',
    value: 'New value',
    refused: 'This rule cannot be used.',
  },
  importing: {
    refused: (fileName: string) => `${fileName} was not imported; the profile is as it was.`,
    unreadable: 'The file could not be read from disk. Choose it again.',
    notJson: 'This is not a JSON file. Choose a profile that was exported here.',
  },
  ruleInWords: (decision: OwnDecision['kind'], what: string) => `${decisionVerbs[decision]} ${what}`,
  written: (rule: string) => `Own rule added: ${rule}.`,
  wordInWords: (fate: WordFate, word: string) => `${wordVerbs[fate]} the word ${word}`,
  wordWritten: (fate: WordFate, word: string) =>
    `Own words: ${wordVerbs[fate]} ${word} in every cleaned text.${fate === 'keep' ? ' The output claims no profile of PS3.15 any more.' : ''}`,
  takenBack: (rule: string) => `Own rule taken back: ${rule}.`,
  everywhere: 'An own rule counts for this attribute in every file and at every depth.',
} as const;

function countEffectText(effect: CountEffect): string {
  const parts = effect.map(({ kind, by }, index) => {
    const count = Math.abs(by);
    const noun = index > 0 ? '' : count === 1 ? ' file' : ' files';
    return `${formatCount(count)} ${by > 0 ? 'more' : 'fewer'}${noun} ${kind}`;
  });
  return `In this batch: ${parts.join(', ')}.`;
}

function effectText({ deltas, changed }: RowEffect): string {
  if (changed === 0) {
    return 'In the open file: no attribute changes.';
  }
  if (deltas.length === 0) {
    return `In the open file: ${countOf(changed, 'attribute changes', 'attributes change')} in another way.`;
  }
  const parts = deltas.map(({ effect, by }, index) => {
    const count = Math.abs(by);
    const noun = index > 0 ? '' : count === 1 ? ' attribute' : ' attributes';
    return `${formatCount(count)} ${by > 0 ? 'more' : 'fewer'}${noun} ${effect}`;
  });
  return `In the open file: ${parts.join(', ')}.`;
}

const wordVerbs: Readonly<Record<WordFate, string>> = {
  keep: 'keep',
  remove: 'remove',
  forget: 'let the rules decide on',
};

const decisionVerbs: Readonly<Record<OwnDecision['kind'], string>> = {
  keep: 'keep',
  remove: 'remove',
  empty: 'empty',
  dummy: 'dummy value for',
  'replace-uid': 'new UID for',
  clean: 'clean',
  replace: 'replace',
};
