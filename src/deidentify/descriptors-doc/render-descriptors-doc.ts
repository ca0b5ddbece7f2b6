import { type DescriptorRule, descriptorRules } from './descriptor-rules.ts';

type CleanFor = (text: string, rule: DescriptorRule) => string;

/** docs/descriptors.md, from the rules and what the cleaner makes of their texts. @param clean cleans a text of a rule */
export function renderDescriptorsDoc(clean: CleanFor): string {
  return [
    '# What becomes of descriptions',
    'Generated from the rules of *Clean descriptors* by what the cleaner makes of each text; a test fails when it differs. The rules in\nfull, with their limits: [conformance](conformance.md#descriptors).',
    ...descriptorRules.map((rule) => sectionOf(rule, clean)),
    '',
  ]
    .join('\n\n')
    .replace(/\n{3,}$/, '\n');
}

function sectionOf(one: DescriptorRule, clean: CleanFor): string {
  const { rule, why, texts } = one;
  const rows = texts.map((text) => `| \`${text}\` | ${inCode(clean(text, one))} |`);
  return [`## ${rule}`, '', why, '', '| Text | What is left |', '| --- | --- |', ...rows].join('\n');
}

function inCode(text: string): string {
  return text === '' ? 'nothing' : `\`${text}\``;
}
