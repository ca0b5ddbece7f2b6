import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { Icon } from '../ui/icon.tsx';
import { strings } from '../ui/strings.ts';
import type { SeriesImages } from './confirmable.ts';

/** What asks a person for the statement that the records keep; another feature's form. */
export type AskForRelease = (props: {
  readonly count: number;
  readonly onRelease: (reason: string) => void;
  readonly onKeep: () => void;
}) => ReactNode;

/** The statement that nobody can be recognised by text in a series' images, and the way back from it. */
export function ConfirmPanel(props: {
  images: SeriesImages;
  ask: AskForRelease;
  onConfirm: (reason: string) => void;
  onTakeBack: () => void;
}) {
  const { open, confirmed, heldOtherwise } = props.images;
  const [isAsking, setAsking] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const texts = strings.image.confirm;
  // What had the focus goes away with each step.
  const close = () => {
    setAsking(false);
    panel.current?.focus();
  };
  return (
    <div className="side-group" ref={panel} tabIndex={-1}>
      <h4>{texts.heading}</h4>
      <div role="status">
        {confirmed.length > 0 && (
          <p className="check-line ok">
            <Icon of={CircleCheck} />
            <span>{texts.done(confirmed.length)}</span>
          </p>
        )}
      </div>
      {confirmed.length > 0 && (
        <button
          type="button"
          className="btn quiet small"
          onClick={() => {
            props.onTakeBack();
            close();
          }}
        >
          {texts.undo}
        </button>
      )}
      {open.length > 0 && !isAsking && (
        <>
          <p className="faint">{texts.about(open.length)}</p>
          <button type="button" className="btn small" onClick={() => setAsking(true)}>
            {texts.action}
          </button>
        </>
      )}
      {open.length > 0 &&
        isAsking &&
        props.ask({
          count: open.length,
          onKeep: close,
          onRelease: (reason) => {
            props.onConfirm(reason);
            close();
          },
        })}
      {heldOtherwise > 0 && <p className="faint">{texts.others(heldOtherwise)}</p>}
    </div>
  );
}
