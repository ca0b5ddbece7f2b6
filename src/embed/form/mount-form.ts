import type { Profile } from '../../profile/profile.ts';
import { profileTitle } from '../../profile/profile-title.ts';
import { hashProfile } from '../../report/profile-json.ts';
import { sourceFromFiles } from '../../sources/chosen-files.ts';
import { sourceFromDrop } from '../../sources/dropped-files.ts';
import { type BatchSettings, createBatches } from '../batches.ts';
import { openChangesDialog, openProfileDialog, openReviewDialog } from './dialogs.ts';
import { button, element, icon } from './dom.ts';
import type { EmitFormEvent } from './form-event.ts';
import { type FormIntents, sectionsOf } from './form-sections.ts';
import { createSession, type FormSession, type FormState, type Hand } from './form-session.ts';
import { formStrings } from './form-strings.ts';
import { formSheets } from './form-style.ts';
import type { Limits } from './join-sources.ts';

export type FormSettings = BatchSettings & {
  readonly limits: Limits;
  /** Who gets the files, for people: a host's name. */
  readonly setBy: string;
  readonly hand: Hand;
  readonly emit: EmitFormEvent;
};

/** A form in a shadow tree of its own; everything it opens is inside. */
export type Form = { readonly close: () => void };

/** A form that does not start and says why. */
export function mountProblem(root: ShadowRoot, problem: string): void {
  root.adoptedStyleSheets = [...formSheets()];
  const text = element('p', { class: 'problem', role: 'alert' }, problem);
  root.replaceChildren(element('div', { class: 'form', part: 'form' }, element('section', {}, text)));
}

export function mountForm(root: ShadowRoot, settings: FormSettings): Form {
  const { profile, setBy, emit } = settings;
  const batches = createBatches(settings);
  let shown: FormState = { kind: 'empty', problem: null };
  const session = createSession({ batches, limits: settings.limits, hand: settings.hand, emit, onState: show });
  const body = element('div', { part: 'body' });
  const status = element('p', { class: 'visually-hidden', role: 'status' });
  const files = fileInput(session, false);
  const folder = fileInput(session, true);
  const intents: FormIntents = {
    chooseFiles: () => files.click(),
    chooseFolder: () => folder.click(),
    deidentify: () => void session.deidentify(),
    cancel: session.cancel,
    clear: session.clear,
    review: () => {
      if (shown.kind === 'ready' || shown.kind === 'done') openReviewDialog(root, shown.summary.staying, setBy);
    },
    allChanges: () => {
      if (shown.kind === 'ready') openChangesDialog(root, shown.rows ?? []);
    },
  };

  function show(next: FormState): void {
    const isSameStep = shown.kind === next.kind && (next.kind === 'working' || next.kind === 'handing');
    shown = next;
    if (isSameStep && updateProgress(body, next)) return;
    const hadFocus = body.contains(root.activeElement);
    body.replaceChildren(...sectionsOf(next, setBy, intents));
    if (hadFocus) body.querySelector<HTMLElement>('[data-focus]')?.focus();
    status.textContent = announcement(next, setBy);
  }

  const form = element(
    'div',
    { class: 'form', part: 'form', role: 'region', 'aria-label': formStrings.label, lang: 'en' },
    element(
      'div',
      { class: 'head', part: 'header' },
      element('strong', {}, 'Nescio'),
      element('span', { class: 'muted' }, formStrings.place),
    ),
    profileLine(root, profile, setBy),
    body,
    status,
    files,
    folder,
  );
  acceptDrops(form, session);
  root.adoptedStyleSheets = [...formSheets()];
  root.replaceChildren(form);
  show(shown);
  emit('ready', { profileSha256: hashProfile(profile) });
  return {
    close: () => {
      session.cancel();
      batches.close();
      root.replaceChildren();
    },
  };
}

function profileLine(root: ShadowRoot, profile: Profile, setBy: string): HTMLElement {
  const line = button(icon('lock'), { class: 'profile', part: 'profile', 'aria-haspopup': 'dialog' }, () =>
    openProfileDialog(root, profile, setBy),
  );
  line.append(
    element('b', {}, profileTitle(profile)),
    element('span', { class: 'muted' }, formStrings.setBy(setBy)),
    icon('chevron-right'),
  );
  return line;
}

function fileInput(session: FormSession, isFolder: boolean): HTMLInputElement {
  const input = element('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    webkitdirectory: isFolder,
    'aria-label': isFolder ? formStrings.chooseFolder : formStrings.chooseFiles,
  });
  input.addEventListener('change', () => {
    const source = sourceFromFiles([...(input.files ?? [])]);
    input.value = '';
    void session.add(source);
  });
  return input;
}

function acceptDrops(form: HTMLElement, session: FormSession): void {
  form.addEventListener('dragover', (event) => {
    event.preventDefault();
    form.classList.add('dropping');
  });
  form.addEventListener('dragleave', () => form.classList.remove('dropping'));
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    // The page around must not see what was dropped here, names included.
    event.stopPropagation();
    form.classList.remove('dropping');
    if (event.dataTransfer !== null) void session.add(sourceFromDrop(event.dataTransfer));
  });
}

/** @returns false when there is no progress to update */
function updateProgress(body: HTMLElement, state: FormState): boolean {
  const bar = body.querySelector('progress');
  const text = body.querySelector('[data-progress]');
  const progress = state.kind === 'working' ? state.progress : state.kind === 'handing' ? state : null;
  if (bar === null || text === null || progress === null) return false;
  bar.max = Math.max(progress.total, 1);
  bar.value = progress.done;
  text.textContent = formStrings.of(progress.done, progress.total);
  const title = titleOf(state);
  const heading = body.querySelector('h2');
  if (heading !== null && heading.textContent !== title) {
    heading.textContent = title;
    bar.setAttribute('aria-label', title);
  }
  return true;
}

function titleOf(state: FormState): string {
  if (state.kind === 'handing') return formStrings.handing;
  return state.kind === 'working' && state.progress.phase === 'deciding' ? formStrings.deciding : formStrings.reading;
}

function announcement(state: FormState, setBy: string): string {
  switch (state.kind) {
    case 'empty':
      return '';
    case 'working':
    case 'handing':
      return titleOf(state);
    case 'ready':
      return [formStrings.goTo(state.summary.counts.deidentified, setBy), formStrings.stay(state.summary.counts)]
        .filter((text) => text !== '')
        .join('. ');
    case 'done':
      if (state.isCancelled) return formStrings.cancelled(state.handed, setBy);
      return [
        formStrings.done(state.handed, setBy),
        state.notTaken > 0 ? formStrings.notTaken(state.notTaken, setBy) : '',
      ]
        .filter((text) => text !== '')
        .join('. ');
  }
}
