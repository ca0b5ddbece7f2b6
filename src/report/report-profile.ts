import { optionTexts } from '../profile/describe-options.ts';
import { describeProfile } from '../profile/describe-profile.ts';
import { ownRuleWarnings } from '../profile/own-rule-warnings.ts';
import type { Profile } from '../profile/profile.ts';
import type { LeftInGroup } from '../profile/rule-data.ts';
import { type Html, html } from './html.ts';
import { hashProfile } from './profile-json.ts';

/** The part of the report that tells which rules were applied, and what they leave in the files. */
export function profileSection(profile: Profile): Html {
  const { name, basis, lines, leavesIn, deviations } = describeProfile(profile);
  const options =
    profile.options.length > 0 ? profile.options.map((option) => optionTexts[option].name).join(', ') : 'none';
  return html`<h2>Profile</h2>
<dl>
<dt>Name</dt><dd>${name} (${profile.preset}), ${basis}</dd>
<dt>Version</dt><dd>${profile.version}</dd>
<dt>Edition of Table E.1-1</dt><dd>${profile.tableEdition}</dd>
<dt>Options</dt><dd>${options}</dd>
<dt>SHA-256</dt><dd><code>${hashProfile(profile)}</code></dd>
${lines.map(({ label, text }) => html`<dt>${label}</dt><dd>${text}</dd>\n`)}
</dl>
${leftInSection(leavesIn)}
${list('Where this differs from the source of the profile', deviations)}
`;
}

/** What a person must know of the output; own rules that keep what PS3.15 takes away are among it. */
export function warningSection(profile: Profile): Html {
  const warnings = [...describeProfile(profile).warnings, ...ownRuleWarnings(profile)];
  if (warnings.length === 0) return html``;
  return html`<section class="warning"><h2>What to know before using the output</h2>
<ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul></section>
`;
}

function leftInSection(groups: readonly LeftInGroup[]): Html {
  if (groups.length === 0) return html``;
  const rows = groups.map(
    ({ category, count, harm, examples }) =>
      html`<tr><td class="number">${count}</td><td>${category}</td><td>${harm}</td><td>${examples.join(', ')}</td></tr>\n`,
  );
  return html`<h3>What the profile leaves in</h3>
<p>Attributes of Table E.1-1 that the profile does not name. They stay in the files as they were.</p>
<table>
<thead><tr><th scope="col" class="number">Attributes</th><th scope="col">Category</th><th scope="col">Possible harm</th><th scope="col">Examples</th></tr></thead>
<tbody>${rows}</tbody>
</table>
`;
}

function list(title: string, items: readonly string[]): Html {
  if (items.length === 0) return html``;
  return html`<h3>${title}</h3><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}
