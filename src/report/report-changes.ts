import {
  compareProfiles,
  comparisonSentences,
  isSameProfile,
  type RuleDifference,
  type SettingDifference,
} from '../profile/compare-profiles.ts';
import { createProfile } from '../profile/create-profile.ts';
import { optionTexts } from '../profile/describe-options.ts';
import { countedWords, ownWordsLabel } from '../profile/describe-settings.ts';
import { presetNames } from '../profile/preset-names.ts';
import type { OptionName, Profile } from '../profile/profile.ts';
import { type Html, html } from './html.ts';

/**
 * What a person changed of the preset, as far as it makes a difference to files. A receipt names neither own words nor the new
 * values of own rules.
 */
export function changesSection(profile: Profile, audience: 'records' | 'receipt'): Html {
  const preset = presetNames[profile.preset];
  const shown = audience === 'receipt' ? withoutNewValues(profile) : profile;
  const comparison = compareProfiles(shown, createProfile(profile.preset));
  if (isSameProfile(comparison)) {
    return html`<h2>Changes against the preset</h2>\n<p>None: ${preset} was applied as it comes.</p>\n`;
  }
  const sentences = comparisonSentences(comparison, 'This profile', preset);
  return html`<h2>Changes against the preset</h2>
<p>How the profile that was applied differs from ${preset} as it comes.</p>
${optionList('Options switched on', comparison.options.onlyA)}
${optionList('Options switched off', comparison.options.onlyB)}
<h3>What that does</h3>
<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
${settingTable(audience === 'receipt' ? withoutWords(comparison.settings, profile) : comparison.settings, preset)}
${ruleTable(comparison.rules, preset)}
`;
}

function withoutNewValues(profile: Profile): Profile {
  const ownRules = profile.ownRules.map(({ selector, decision }) => ({
    selector,
    decision: decision.kind === 'replace' ? { ...decision, value: '…' } : decision,
  }));
  return { ...profile, ownRules };
}

function withoutWords(settings: readonly SettingDifference[], { words }: Profile): readonly SettingDifference[] {
  if (words === undefined) return settings;
  return settings.map((setting) =>
    setting.label === ownWordsLabel ? { ...setting, a: countedWords(words) } : setting,
  );
}

function optionList(title: string, options: readonly OptionName[]): Html {
  if (options.length === 0) return html``;
  const items = options.map((option) => html`<li>${optionTexts[option].name}: ${optionTexts[option].consequence}</li>`);
  return html`<h3>${title}</h3>\n<ul>${items}</ul>`;
}

/** A report is read by people: two pages of attributes, not fifteen. */
const rulesShown = 80;

function settingTable(settings: readonly SettingDifference[], preset: string): Html {
  if (settings.length === 0) return html``;
  const rows = settings.map(({ label, a, b }) => html`<tr><td>${label}</td><td>${a}</td><td>${b}</td></tr>\n`);
  return html`<table>
<thead><tr><th scope="col">Setting</th><th scope="col">This profile</th><th scope="col">${preset}</th></tr></thead>
<tbody>${rows}</tbody>
</table>
`;
}

function ruleTable(rules: readonly RuleDifference[], preset: string): Html {
  if (rules.length === 0) return html``;
  // What a person wrote comes first; the rest follows from options, which the sentences count.
  const isOwn = ({ a }: RuleDifference) => a.reason.startsWith('Own rule');
  const shown = [...rules.filter(isOwn), ...rules.filter((rule) => !isOwn(rule))].slice(0, rulesShown);
  const hidden = rules.length - shown.length;
  const rows = shown.map(
    ({ tag, name, a, b }) =>
      html`<tr><td class="tag">${tag}</td><td>${name}</td><td>${a.words}</td><td>${b.words}</td></tr>\n`,
  );
  return html`<table>
<thead><tr><th scope="col">Tag</th><th scope="col">Attribute</th><th scope="col">This profile</th><th scope="col">${preset}</th></tr></thead>
<tbody>${rows}</tbody>
</table>
${hidden > 0 ? html`<p>${hidden} more attributes are not shown here. Rules, Compare profiles lists them all.</p>` : html``}
`;
}
