import { changeLine } from './change-line.ts';
import { button, element, icon } from './dom.ts';
import type { FormState } from './form-session.ts';
import { formStrings } from './form-strings.ts';
import type { BatchSummary, SeriesLine } from './summarise-batch.ts';
import { tellingChanges } from './telling-changes.ts';

/** What a person does with the form, from its buttons. */
export type FormIntents = {
  readonly chooseFiles: () => void;
  readonly chooseFolder: () => void;
  readonly deidentify: () => void;
  readonly cancel: () => void;
  readonly clear: () => void;
  readonly review: () => void;
  readonly allChanges: () => void;
};

const mostSeries = 200;

/** The body of the form in one state. Its first control or heading that takes over the focus has `data-focus`. */
export function sectionsOf(state: FormState, setBy: string, intents: FormIntents): readonly Node[] {
  switch (state.kind) {
    case 'empty':
      return emptySections(state.problem, intents);
    case 'working': {
      const { phase, done, total } = state.progress;
      return progressSections(phase === 'reading' ? formStrings.reading : formStrings.deciding, done, total, intents);
    }
    case 'ready':
      return readySections(state, setBy, intents);
    case 'handing':
      return progressSections(formStrings.handing, state.done, state.total, intents);
    case 'done':
      return doneSections(state, setBy, intents);
  }
}

function emptySections(problem: string | null, intents: FormIntents): readonly Node[] {
  return [
    element(
      'section',
      { 'aria-label': formStrings.files, part: 'dropzone' },
      problem === null ? null : element('p', { class: 'problem', role: 'alert' }, problem),
      element(
        'div',
        { class: 'drop' },
        element('p', {}, formStrings.dropHere),
        element('div', { class: 'row' }, ...chooseButtons(intents)),
        element('p', { class: 'muted' }, formStrings.promise),
      ),
    ),
  ];
}

function chooseButtons({ chooseFolder, chooseFiles }: FormIntents): readonly Node[] {
  return [
    button(formStrings.chooseFolder, { class: 'btn', part: 'button', 'data-focus': true }, chooseFolder),
    button(formStrings.chooseFiles, { class: 'btn', part: 'button' }, chooseFiles),
  ];
}

function progressSections(title: string, done: number, total: number, { cancel }: FormIntents): readonly Node[] {
  const bar = element('progress', { 'aria-label': title, part: 'progress', max: String(Math.max(total, 1)) });
  bar.value = done;
  return [
    element(
      'section',
      { part: 'working' },
      element('h2', {}, title),
      bar,
      element('p', { class: 'muted num', 'data-progress': true }, formStrings.of(done, total)),
    ),
    element(
      'div',
      { class: 'foot', part: 'footer' },
      button(formStrings.cancel, { class: 'btn end', part: 'button', 'data-focus': true }, cancel),
    ),
  ];
}

function readySections(
  { summary, rows }: Extract<FormState, { readonly kind: 'ready' }>,
  setBy: string,
  intents: FormIntents,
): readonly Node[] {
  const { counts } = summary;
  const going = counts.deidentified;
  const changes = rows?.filter(({ effect }) => effect !== 'kept') ?? [];
  return [
    element(
      'section',
      { 'aria-labelledby': 'files', part: 'files' },
      element(
        'div',
        { class: 'row' },
        element('h2', { id: 'files' }, formStrings.files),
        element('span', { class: 'muted num' }, formStrings.totals(summary.patients, summary.studies, summary.images)),
        element(
          'span',
          { class: 'row end' },
          ...chooseButtons(intents),
          button(formStrings.clear, { class: 'btn', part: 'button' }, intents.clear),
        ),
      ),
      seriesList(summary.series),
      stayLine(summary, intents),
    ),
    ...(changes.length === 0
      ? []
      : [
          element(
            'section',
            { 'aria-labelledby': 'preview', part: 'preview' },
            element(
              'div',
              { class: 'row' },
              element('h2', { id: 'preview' }, formStrings.preview),
              button(formStrings.allChanges(changes.length), { class: 'link end' }, intents.allChanges),
            ),
            element('ul', {}, ...tellingChanges(changes).map(changeLine)),
          ),
        ]),
    element(
      'div',
      { class: 'foot', part: 'footer' },
      element('span', { class: 'muted num' }, going > 0 ? formStrings.goTo(going, setBy) : formStrings.nothingGoes),
      button(
        formStrings.deidentify,
        { class: 'btn primary end', part: 'button primary-button', disabled: going === 0, 'data-focus': going > 0 },
        intents.deidentify,
      ),
    ),
  ];
}

function seriesList(series: readonly SeriesLine[]): Node {
  const lines = series
    .slice(0, mostSeries)
    .map((line) =>
      element(
        'li',
        { class: 'series', part: 'series' },
        element('span', { class: 'modality' }, line.modality),
        element('span', { class: 'clip', title: line.label }, line.label),
        element('span', { class: 'num muted' }, String(line.files)),
        seriesChip(line),
      ),
    );
  const rest = series.length - lines.length;
  const more = rest > 0 ? element('li', { class: 'more muted' }, formStrings.moreSeries(rest)) : null;
  // A list that scrolls must be reachable with the keyboard.
  return element('ul', { class: 'list', tabindex: '0', 'aria-label': formStrings.files }, ...lines, more);
}

function seriesChip({ files, held, notRead }: SeriesLine): Node {
  if (held > 0) {
    const text = held === files ? formStrings.held : formStrings.heldSome(held);
    return element('span', { class: 'chip held' }, icon('hand'), text);
  }
  if (notRead > 0) return element('span', { class: 'chip failed' }, formStrings.notRead);
  return element('span', { class: 'chip ready' }, icon('check'), formStrings.ready);
}

function stayLine({ counts, staying }: BatchSummary, { review }: FormIntents): Node | null {
  if (staying.length === 0) return null;
  return element(
    'div',
    { class: 'row muted', part: 'staying' },
    element('span', {}, formStrings.stayed(formStrings.stay(counts))),
    button(formStrings.review, { class: 'link end' }, review),
  );
}

function doneSections(
  { summary, handed, notTaken, left, isCancelled }: Extract<FormState, { readonly kind: 'done' }>,
  setBy: string,
  intents: FormIntents,
): readonly Node[] {
  const title = isCancelled ? formStrings.cancelled(handed, setBy) : formStrings.done(handed, setBy);
  return [
    element(
      'section',
      { part: 'done' },
      element('p', { class: 'done' }, isCancelled || notTaken > 0 ? null : icon('check'), title),
      notTaken === 0 || isCancelled ? null : element('p', { class: 'problem' }, formStrings.notTaken(notTaken, setBy)),
      stayLine(summary, intents),
    ),
    element(
      'div',
      { class: 'foot', part: 'footer' },
      button(formStrings.again, { class: 'btn end', part: 'button', 'data-focus': left === 0 }, intents.clear),
      left === 0
        ? null
        : button(
            formStrings.handOver(left),
            { class: 'btn primary', part: 'button primary-button', 'data-focus': true },
            intents.deidentify,
          ),
    ),
  ];
}
