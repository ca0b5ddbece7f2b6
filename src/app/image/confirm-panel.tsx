import { CircleCheck } from 'lucide-react';
import { useRef } from 'react';
import { areAllSeen, isAnySeen, type SeenCounts } from '../../dicom/seen-counts.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { imageStrings } from '../ui/strings/image.ts';
import { seenStrings } from '../ui/strings/seen.ts';
import type { SeriesImages } from './confirmable.ts';

/** The statement that nobody can be recognised by text in a series' images, and the way back from it. */
export function ConfirmPanel(props: {
  images: SeriesImages;
  /** Of the images that are still to be decided on. */
  seen: SeenCounts;
  onConfirm: () => void;
  onTakeBack: () => void;
}) {
  const { open, confirmed, heldOtherwise } = props.images;
  const panel = useRef<HTMLDivElement>(null);
  const texts = imageStrings.confirm;
  // What had the focus goes away with each step.
  const keepFocus = () => panel.current?.focus();
  const canSay = isAnySeen(props.seen);
  return (
    <div className="side-group" ref={panel} tabIndex={-1}>
      <h4>{texts.heading}</h4>
      <div role="status">
        {confirmed.length > 0 && (
          <p className="check-line ok">
            <Icon of={CircleCheck} />
            <span>{confirmed.every(saidOfAll) ? texts.done(confirmed.length) : texts.said(confirmed.length)}</span>
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
          <button
            type="button"
            className="btn small"
            aria-disabled={!canSay}
            onClick={() => {
              if (!canSay) return;
              props.onConfirm();
              keepFocus();
            }}
          >
            {texts.action}
          </button>
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
