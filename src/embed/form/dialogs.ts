import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import { describeProfile } from '../../profile/describe-profile.ts';
import type { Profile } from '../../profile/profile.ts';
import { profileTitle } from '../../profile/profile-title.ts';
import { hashProfile } from '../../report/profile-json.ts';
import { changeLine } from './change-line.ts';
import { button, element, icon } from './dom.ts';
import { formStrings } from './form-strings.ts';
import type { StayingFile } from './summarise-batch.ts';

/** Longer lists end with how many more there are: nobody reads on, and a page must not stall. */
const mostLines = 500;

/** Opens a modal dialog inside the form's own tree; it goes when it is closed, and the browser puts the focus back. */
function openDialog(root: ShadowRoot, title: string, ...content: readonly Node[]): void {
  const heading = element('h2', { id: 'dialog-title' }, title);
  const close = button(icon('x'), { class: 'btn', 'aria-label': formStrings.close }, () => dialog.close());
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'dialog-title', part: 'dialog' },
    element('div', { class: 'title' }, heading, close),
    element('div', { class: 'content' }, ...content),
  );
  dialog.addEventListener('close', () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
}

export function openProfileDialog(root: ShadowRoot, profile: Profile, setBy: string): void {
  const { lines, warnings } = describeProfile(profile);
  const entries = [...lines, { label: formStrings.fingerprint, text: hashProfile(profile) }];
  openDialog(
    root,
    `${formStrings.profileTitle}: ${profileTitle(profile)}`,
    element('p', {}, formStrings.profileFixed(setBy)),
    ...warnings.map((warning) => element('p', { class: 'problem' }, warning)),
    element('dl', {}, ...entries.flatMap(({ label, text }) => [element('dt', {}, label), element('dd', {}, text)])),
  );
}

export function openReviewDialog(root: ShadowRoot, files: readonly StayingFile[], setBy: string): void {
  const lines = files
    .slice(0, mostLines)
    .map(({ path, kind, why }) =>
      element(
        'li',
        { class: 'file' },
        element('span', { class: `chip ${kind}` }, formStrings.reviewKinds[kind]),
        ` ${path}`,
        element('div', { class: 'muted' }, why),
      ),
    );
  const rest = files.length - lines.length;
  openDialog(
    root,
    formStrings.reviewTitle,
    ...(files.some(({ kind }) => kind === 'held') ? [element('p', {}, formStrings.decideElsewhere(setBy))] : []),
    element('ul', {}, ...lines),
    element('p', { class: 'muted' }, rest > 0 ? formStrings.moreFiles(rest) : ''),
  );
}

export function openChangesDialog(root: ShadowRoot, rows: readonly DiffRow[]): void {
  const changed = rows.filter(({ effect }) => effect !== 'kept');
  openDialog(root, formStrings.changesTitle, element('ul', {}, ...changed.slice(0, mostLines).map(changeLine)));
}
