import { Eye, EyeOff } from 'lucide-react';
import { Icon } from '../../ui/controls/icon.tsx';
import { imageStrings } from '../../ui/strings/image.ts';
import { LEAST_SCALE } from './sight-meter.ts';

const text = imageStrings.seenMark;

/** Beside the zoom: whether this picture counts as seen, and what is missing where it does not. */
export function SeenMark({ isSeen, scale }: { isSeen: boolean; scale: number }) {
  const isTooSmall = !isSeen && scale < LEAST_SCALE;
  return (
    <span className="seen-mark" data-seen={isSeen}>
      <Icon of={isSeen ? Eye : EyeOff} size={14} />
      {isSeen ? text.seen : isTooSmall ? text.tooSmall : text.unseen}
    </span>
  );
}
