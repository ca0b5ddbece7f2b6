import { useEffect, useRef, useState } from 'react';
import { Dialog } from '../ui/controls/dialog.tsx';
import { previewStrings } from '../ui/strings/preview.ts';
import type { ReportText } from './report-texts.ts';

const text = previewStrings.reading;

/** The cleaned texts of a report. Only when each part of them was on the screen can a person say that they have read them. */
export function ReadingDialog(props: { texts: readonly ReportText[]; onRead: () => void; onClose: () => void }) {
  const { texts } = props;
  const box = useRef<HTMLOListElement>(null);
  const [seen, setSeen] = useState<ReadonlySet<Element>>(new Set());
  const all = texts.reduce((sum, { parts }) => sum + parts.length, 0);
  useEffect(() => {
    const root = box.current;
    if (root === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const now = entries.filter(isInSight).map(({ target }) => target);
        if (now.length > 0) setSeen((before) => new Set([...before, ...now]));
      },
      { root, threshold: [0.25, 0.5, 0.75, mostOfPart] },
    );
    for (const part of root.querySelectorAll('[data-part]')) observer.observe(part);
    return () => observer.disconnect();
  }, []);
  return (
    <Dialog title={text.title} onClose={props.onClose}>
      <p className="hint">{text.lead}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable (WCAG 2.1.1). */}
      <ol className="reading" ref={box} tabIndex={0} aria-label={text.title}>
        {texts.map(({ path, name, parts }) => (
          <li key={path} className="reading-text">
            <span className="muted small">{name}</span>
            {parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and do not change.
              <p key={at} data-part="">
                {part}
              </p>
            ))}
          </li>
        ))}
      </ol>
      <div className="row dialog-acts">
        <span className="muted small" role="status">
          {text.progress(seen.size, all)}
        </span>
        <button type="button" className="btn primary" disabled={seen.size < all} onClick={props.onRead}>
          {text.confirm}
        </button>
      </div>
    </Dialog>
  );
}

const mostOfPart = 0.95;

/** Most of the part, or as much of it as the box can show. */
function isInSight({ intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry): boolean {
  return intersectionRatio >= mostOfPart || (rootBounds !== null && intersectionRect.height >= 0.9 * rootBounds.height);
}
