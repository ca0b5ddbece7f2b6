import type { Profile } from '../profile/profile.ts';
import { profileTitle } from '../profile/profile-title.ts';
import type { BatchSummary } from './batch-summary.ts';
import type { FileGroup } from './file-groups.ts';
import { type Html, html } from './html.ts';
import { changesSection } from './report-changes.ts';
import { profileSection, warningSection } from './report-profile.ts';
import { reviewSection } from './report-review.ts';
import { reportStyle } from './report-style.ts';
import type { ValueReview } from './value-review.ts';

/** Everything the report prints. */
export type ReportModel = {
  /** Records stay with the owner of the originals; a receipt may be shared. */
  readonly audience: 'records' | 'receipt';
  readonly createdAt: string;
  readonly product: string;
  readonly profile: Profile;
  readonly summary: BatchSummary;
  readonly review: ValueReview;
  /** De-identified files whose bytes had changed when the records were made: their changes are not listed. */
  readonly unreadableFiles: number;
};

/** Messages may cite offsets and so differ in every file; a report must stay readable. */
const groupsShown = 200;

/** `report.html`: one printable page without script or anything to load. All text is escaped. */
export function reportHtml(model: ReportModel): string {
  const { summary, profile } = model;
  const { counts, output } = summary;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>De-identification report</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>De-identification report</h1>
${notice(model.audience)}
<p class="about">${model.createdAt} · ${model.product} · profile ${profileTitle(profile)}, version ${profile.version}</p>
<h2>Result</h2>
<p class="result">${counts.deidentified} de-identified, ${counts.held} held, ${counts.skipped} skipped, ${counts.failed} failed</p>
<p>In the output: patients ${output.patients}, studies ${output.studies}, series ${output.series}.</p>
${unreadableNote(model.unreadableFiles)}
${warningSection(profile)}
${groupSection('Held', 'Not exported. A person has to decide about them.', summary.held)}
${groupSection('Failed', 'Not exported. They could not be processed.', summary.failed)}
${groupSection('Skipped', 'Not exported. They are nothing that this program de-identifies, or were left out.', summary.skipped)}
${groupSection('Released by a person', 'These were held; a person released them for the reason given.', summary.released)}
${groupSection('Read by a person', 'Reports whose cleaned texts a person has read. They were not held.', summary.read)}
${reviewSection(model.review)}
${groupSection('Findings', 'Things to know about the exported files.', summary.findings)}
${actionSection(summary)}
${profileSection(profile)}
${changesSection(profile, model.audience)}
</body>
</html>
`;
  return page.html;
}

function notice(audience: ReportModel['audience']): Html {
  if (audience === 'receipt') return html`<p>This receipt holds no original values and no original file names.</p>`;
  return html`<p class="confidential"><strong>Confidential.</strong> These records identify patients: they list original
identifiers and file names beside the new ones. Keep them where the originals are kept, and never send them with the
de-identified files.</p>`;
}

function unreadableNote(files: number): Html {
  if (files === 0) return html``;
  return html`<p>Changed on disk before this was made, so that changes.csv does not list them: ${files} file(s).</p>`;
}

function groupSection(title: string, explanation: string, groups: readonly FileGroup[]): Html {
  if (groups.length === 0) return html``;
  const hidden = groups.length - groupsShown;
  return html`<h2>${title}</h2>
<p>${explanation}</p>
<table>
<thead><tr><th scope="col" class="number">Files</th><th scope="col">Code</th><th scope="col">Reason</th></tr></thead>
<tbody>${groups.slice(0, groupsShown).map(groupRow)}</tbody>
</table>
${hidden > 0 ? html`<p>${hidden} more reasons are not shown here.</p>` : html``}
`;
}

function groupRow({ files, code, reason, paths }: FileGroup): Html {
  const rest = files - paths.length;
  const more = rest > 0 ? html`<li>and ${rest} more: see files.csv</li>` : html``;
  const list = paths.length > 0 ? html`<ul>${paths.map((path) => html`<li>${path}</li>`)}${more}</ul>` : html``;
  return html`<tr><td class="number">${files}</td><td>${code}</td><td>${reason}${list}</td></tr>\n`;
}

function actionSection({ actions }: BatchSummary): Html {
  const meanings = [
    ['X', 'removed'],
    ['Z', 'emptied'],
    ['D', 'replaced by a dummy value'],
    ['U', 'replaced by a new UID'],
    ['C', 'cleaned'],
    ['K', 'kept'],
    ['+', 'added'],
  ] as const;
  const rows = meanings.map(
    ([action, meaning]) =>
      html`<tr><td class="number">${actions[action]}</td><td>${action}</td><td>${meaning}</td></tr>\n`,
  );
  return html`<h2>Elements</h2>
<table>
<thead><tr><th scope="col" class="number">Elements</th><th scope="col">Action</th><th scope="col">Meaning (PS3.15 E.1)</th></tr></thead>
<tbody>${rows}</tbody>
</table>
`;
}
