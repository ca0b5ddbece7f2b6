import {
  compareProfiles,
  comparisonSentences,
  isSameProfile,
  type RuleDifference,
  type SettingDifference,
} from '../profile/compare-profiles.ts';
import { createProfile } from '../profile/create-profile.ts';
import { presetNames } from '../profile/preset-names.ts';
import type { Profile } from '../profile/profile.ts';
import { type Html, html } from './html.ts';

/** What a person changed of the preset, as far as it makes a difference to files. */
export function changesSection(profile: Profile): Html {
  const preset = presetNames[profile.preset];
  const comparison = compareProfiles(profile, createProfile(profile.preset));
  if (isSameProfile(comparison)) {
    return html`<h2>Changes against the preset</h2>\n<p>None: ${preset} was applied as it comes.</p>\n`;
  }
  const sentences = comparisonSentences(comparison, 'This profile', preset);
  return html`<h2>Changes against the preset</h2>
<p>How the profile that was applied differs from ${preset} as it comes.</p>
<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
${settingTable(comparison.settings, preset)}
${ruleTable(comparison.rules, preset)}
`;
}

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
  const rows = rules.map(
    ({ tag, name, a, b }) =>
      html`<tr><td class="tag">${tag}</td><td>${name}</td><td>${a.words}</td><td>${b.words}</td></tr>\n`,
  );
  return html`<table>
<thead><tr><th scope="col">Tag</th><th scope="col">Attribute</th><th scope="col">This profile</th><th scope="col">${preset}</th></tr></thead>
<tbody>${rows}</tbody>
</table>
`;
}
