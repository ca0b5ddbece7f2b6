import type { DrawingPlace, DrawingProblem } from '../intents/decide/draw-documents.ts';
import { decideStrings } from '../ui/strings/decide.ts';

const text = decideStrings.drawing;

/** In the place of the ways out while pages are drawn. */
export function DrawingStatus({ place, onCancel }: { place: DrawingPlace; onCancel: () => void }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape does what the button does.
    <div
      className="note-form"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <p role="status" aria-label={text.status}>
        {place.page === 0 ? text.loading : text.page(place.page, place.pages, place.file, place.files)}
      </p>
      <p className="faint">{text.about}</p>
      <button type="button" className="btn" ref={focusOnce} onClick={onCancel}>
        {decideStrings.cancel}
      </button>
    </div>
  );
}

/** Which documents could not be drawn, why, and what else can be done about them. */
export function DrawingProblems({ problems }: { problems: readonly DrawingProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div role="alert">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable (WCAG 2.1.1). */}
      <ul className="decision-reasons drawing-problems" tabIndex={0}>
        {problems.map(({ path, problem }) => (
          <li key={path}>{text.problem(path, text.problems[problem.code](problem.page))}</li>
        ))}
      </ul>
    </div>
  );
}

/** The button that was pressed is gone. */
function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus({ preventScroll: true });
}
