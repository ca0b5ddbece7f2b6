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
  onOwnWindow: () => void;
}) {
  const { sight, scale, leastScale } = props;
  const isSeen = sight === 'seen';
  return (
    <span className="seen-mark" data-seen={isSeen}>
      <Icon of={isSeen ? Eye : EyeOff} size={14} />
      {isSeen ? text.seen : sight !== 'other-window' && scale < leastScale ? text.tooSmall : text.unseen}
      {sight === 'other-window' && (
        <button type="button" className="link small" onClick={props.onOwnWindow}>
          {text.ownWindow}
        </button>
      )}
    </span>
  );
}
