import { Eye, EyeOff } from 'lucide-react';
import { Icon } from '../../ui/controls/icon.tsx';
import { imageStrings } from '../../ui/strings/image.ts';
import type { PictureSight } from './picture-sight.ts';

const text = imageStrings.seenMark;

/** Beside the zoom: whether this picture counts as seen, and what is missing where it does not. */
export function SeenMark(props: {
  sight: PictureSight['kind'];
  scale: number;
  leastScale: number;
  /** How much of it was seen when a person went on to its next part, from 0 to 1; 0 by default. */
  share?: number;
  onOwnWindow: () => void;
}) {
  const { sight, scale, leastScale, share = 0 } = props;
  const isSeen = sight === 'seen';
  return (
    <span className="seen-mark" data-seen={isSeen}>
      <Icon of={isSeen ? Eye : EyeOff} size={14} />
      {isSeen ? text.seen : sight !== 'other-window' && scale < leastScale ? text.tooSmall : unseenText(share)}
      {sight === 'other-window' && (
        <button type="button" className="link small" onClick={props.onOwnWindow}>
          {text.ownWindow}
        </button>
      )}
    </span>
  );
}

function unseenText(share: number): string {
  return share === 0 ? text.unseen : text.part(Math.floor(100 * share));
}
