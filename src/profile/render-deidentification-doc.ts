import { compileProfile } from './compile-profile.ts';
import type { CompiledProfile, Rule } from './compiled-profile.ts';
import { createProfile } from './create-profile.ts';
import { optionTexts } from './describe-options.ts';
import { describeProfile } from './describe-profile.ts';
import { type EffectiveRule, effectiveRules } from './effective-rules.ts';
import { presetIds } from './preset-names.ts';
import type { OptionName, PresetId } from './profile.ts';
import { additionalRows, gapRows, type TableRow, tableE11 } from './rule-data.ts';
import { supportedOptions } from './supported-options.ts';
import { tableEdition } from './table-edition.ts';

/** Writes docs/deidentification.md from the rules themselves, so that the page cannot say other than the product does. */
export function renderDeidentificationDoc(): string {
  return `${[head(), ...presetIds.map(presetSection), orderSection(), optionSection(), tableSection()].join('\n\n')}\n`;
}

function head(): string {
  return `# De-identification rules

<!-- Generated from src/profile. Do not edit; run: UPDATE_DOCS=1 npx vitest run src/profile/render-deidentification-doc.test.ts -->

Three profiles ship with the product. Their rules are data: ${tableE11.length} rows of DICOM PS3.15 Table E.1-1, edition
${tableEdition}, ${gapRows.length + additionalRows.length} rows of our own for attributes that the table leaves open, and QMENTA's published table.
Every rule applies at every depth. Each change in a record names the rule that caused it.

| Action | What happens |
| --- | --- |
| X | the element is removed, a sequence with all its items |
| Z | the value is emptied; Patient's Name and Patient ID get the patient's pseudonym instead |
| D | the value is replaced by a dummy that is valid for the VR |
| U | the UID is replaced by one derived from the project key, the same in every file; in a sequence, the UIDs in its items |
| C | the value is cleaned: words, dates, ages or AE titles are replaced or taken out; only options ask for it |
| K | the element stays, byte by byte |

A compound code is settled per file, from the SOP class and the place of the element:

| Code | Type 2 proven | Type 1 proven, or nothing proven |
| --- | --- | --- |
| X/Z/D, Z/D | Z | D |
| X/D | D | D |
| X/Z | Z | Z (D if Type 1) |
| X/Z/U* | Z | U |

A type is proven only on top level and only where the list of what a SOP class demands (\`attribute-types.json\`) names the
attribute. Absence from that list proves Type 3, and so X where the code has it, for a few attributes only ([which, and why](conformance.md));\nany other absent attribute may be conditional, or part of an optional module.`;
}

function presetSection(preset: PresetId): string {
  const { name, basis, lines, leavesIn, deviations, warnings } = describeProfile(createProfile(preset));
  const parts = [
    `## ${name} (\`${preset}\`)`,
    `${basis}.`,
    table(
      ['What', 'Becomes'],
      lines.map(({ label, text }) => [label, text]),
    ),
  ];
  if (warnings.length > 0) parts.push(`Know before using the output:\n\n${list(warnings)}`);
  if (deviations.length > 0) parts.push(`Where this differs from its source, and why:\n\n${list(deviations)}`);
  if (leavesIn.length > 0) {
    parts.push(
      `Rows of Table E.1-1 that it does not name and leaves in:\n\n${table(
        ['Category', 'Rows', 'Harm', 'For example'],
        leavesIn.map(({ category, count, harm, examples }) => [category, String(count), harm, examples.join(', ')]),
      )}`,
    );
  }
  return parts.join('\n\n');
}

function orderSection(): string {
  const rulesOf = presetIds.map(compile);
  const rows: readonly (readonly [string, (rules: CompiledProfile) => Rule])[] = [
    ['private attribute (odd group)', (rules) => rules.privateAttributes],
    ['curve (50xx,eeee)', (rules) => rules.byRepeatingGroup.get(0x5000) ?? rules.fallback],
    ['overlay (60xx,eeee)', (rules) => rules.byRepeatingGroup.get(0x6000) ?? rules.fallback],
    ['UI', (rules) => rules.byVr.get('UI') ?? rules.fallback],
    ['DA, DT, TM', (rules) => rules.byVr.get('DA') ?? rules.fallback],
    ['PN', (rules) => rules.byVr.get('PN') ?? rules.fallback],
    ['even-group tag in no dictionary', (rules) => rules.unknownAttributes],
    ['anything else', (rules) => rules.fallback],
  ];
  return `## Elements that no row names

A row for the exact tag comes first. After it the first line that fits decides. Groups 0000, 0002, 0004 and 0006, invalid
odd groups and group lengths inside a data set are removed under every profile (PS3.15 E.1.1). UIDs that the standard
defines, and attributes that name a class, syntax or scheme, are never replaced.

${table(
  ['Element', ...presetIds.map((id) => `\`${id}\``)],
  rows.map(([label, pick]) => [label, ...rulesOf.map((rules) => pick(rules).action)]),
)}`;
}

function optionSection(): string {
  const rows = [...tableE11, ...gapRows, ...additionalRows];
  const count = (option: OptionName, action: 'K' | 'C') =>
    `${rows.filter(({ options }) => options[option] === action).length}`;
  return `## Options

Each option takes its own column of Table E.1-1, under \`ps315-basic\` and \`qmenta-guarded\` alike; options combine. Where
several name a row, K comes before C and C before the profile's action. Full, modified and relative dates exclude each other. Rows of
our own follow the attributes that they are like. Inside a sequence under D no option applies, as its values are dummies.

${table(
  ['Option', 'What follows', 'Rows kept', 'Rows cleaned', 'Beyond rows'],
  supportedOptions.map((option) => [
    `\`${option}\``,
    optionTexts[option].consequence,
    count(option, 'K'),
    count(option, 'C'),
    beyondRows[option] ?? '',
  ]),
)}`;
}

const beyondRows: Readonly<Partial<Record<OptionName, string>>> = {
  retainUids: 'all other UIDs are kept as well',
  retainFullDates: 'all other DA, DT and TM attributes are kept as well; birth date and time are not',
  retainModifiedDates: 'all other DA and DT attributes are shifted as well; birth date and time go',
  retainRelativeTimes: 'no other date or time: each follows the profile without the option',
  retainPatientCharacteristics: 'ages over 89 years become 090Y, unless that is switched off',
};

function optionActions({ options }: TableRow): string {
  return supportedOptions.flatMap((option) => (options[option] ? [`${option} ${options[option]}`] : [])).join(', ');
}

function tableSection(): string {
  const rows = [...tableE11, ...gapRows, ...additionalRows];
  const [guarded = [], published = [], basic = []] = presetIds.map((id) => effectiveRules(compile(id)));
  return `## Every row

${table(
  [
    'Tag',
    'Attribute',
    '`ps315-basic`',
    '`qmenta-guarded`',
    '`qmenta`',
    'Under options',
    'Reason shown under `qmenta-guarded`',
  ],
  basic.map((rule, row) => [
    rule.tag,
    rule.name,
    rule.action,
    actionAt(guarded, row),
    actionAt(published, row),
    rows[row] ? optionActions(rows[row]) : '',
    guarded[row]?.reason ?? '',
  ]),
)}`;
}

function actionAt(rules: readonly EffectiveRule[], row: number): string {
  return rules[row]?.action ?? '';
}

function compile(preset: PresetId): CompiledProfile {
  return compileProfile(createProfile(preset));
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
