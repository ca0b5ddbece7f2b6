import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { areAllSeen, isAnySeen, type SeenCounts } from '../../dicom/seen-counts.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { NoteForm } from '../ui/controls/note-form.tsx';
import { decideStrings } from '../ui/strings/decide.ts';
import { imageStrings } from '../ui/strings/image.ts';
import { seenStrings } from '../ui/strings/seen.ts';
import type { SeriesImages } from './confirmable.ts';

/** The statement that nobody can be recognised by text in a series' images, and the way back from it. */
export function ConfirmPanel(props: {
  images: SeriesImages;
  /** Of the images that are still to be decided on. */
  seen: SeenCounts;
  /** @param note why it identifies nobody, where a text of their header was found in the images */
  onConfirm: (note: string | null) => void;
  onTakeBack: () => void;
}) {
  const { open, confirmed, heldOtherwise, isOverPatient } = props.images;
  const panel = useRef<HTMLDivElement>(null);
  const texts = imageStrings.confirm;
  // What had the focus goes away with each step.
  const keepFocus = () => panel.current?.focus();
  const [isAsked, setAsked] = useState(false);
  const canSay = isAnySeen(props.seen);
  const areSeen = confirmed.every(saidOfAll);
  const confirm = (note: string | null) => {
    setAsked(false);
    props.onConfirm(note);
    keepFocus();
  };
  return (
    <div className="side-group" ref={panel} tabIndex={-1}>
      <h4>{texts.heading}</h4>
      <div role="status">
        {confirmed.length > 0 && (
          <p className={areSeen ? 'check-line ok' : 'check-line warn'}>
            <Icon of={areSeen ? CircleCheck : TriangleAlert} />
            <span>{areSeen ? texts.done(confirmed.length) : texts.said(confirmed.length)}</span>
          </p>
        )}
      </div>
      {confirmed.length > 0 && (
        <button
          type="button"
          className="btn quiet small"
          onClick={() => {
            props.onTakeBack();
            keepFocus();
          }}
        >
          {texts.undo}
        </button>
      )}
      {open.length > 0 && (
        <>
          <p className="faint">
            {seenStrings.seen(props.seen)} {areAllSeen(props.seen) ? '' : seenStrings.notAll}
          </p>
          {isAsked && isOverPatient ? (
            <NoteForm
              text={decideStrings.asked['over-text']}
              count={open.length}
              isChecking={false}
              onNote={confirm}
              onCancel={() => {
                setAsked(false);
                keepFocus();
              }}
            />
          ) : (
            <button
              type="button"
              className="btn small"
              aria-disabled={!canSay}
              onClick={() => {
                if (!canSay) return;
                if (isOverPatient) setAsked(true);
                else confirm(null);
              }}
            >
              {texts.action}
            </button>
          )}
        </>
      )}
      {heldOtherwise > 0 && <p className="faint">{texts.others(heldOtherwise)}</p>}
    </div>
  );
}

/** The statement was made when every image had been seen. */
function saidOfAll({ release }: BatchFile): boolean {
  return release?.pixels.kind === 'nothing-identifying' && areAllSeen(release.pixels.seen);
}
