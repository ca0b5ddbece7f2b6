import { ImageOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { ImageDesk } from '../intents/images/image-desk.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { imageStrings } from '../ui/strings/image.ts';
import { draw } from './use-frame.ts';

export type AskForThumbnail = ImageDesk['thumbnail'];

/** A small picture of a frame; decorative, since the cell around it says what it is. Asked for while it is in the page. */
export function ThumbnailPicture(props: { ask: AskForThumbnail; content: BatchFile['content']; frame: number }) {
  const { ask, content, frame } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isMissing, setMissing] = useState(content === null);
  useEffect(
    () =>
      content === null
        ? undefined
        : ask(content, frame, (result) => {
            setMissing(result.kind === 'problem');
            if (result.kind === 'thumbnail') {
              draw(canvas.current, result.bitmap);
            }
          }),
    [ask, content, frame],
  );
  return (
    <>
      <canvas ref={canvas} hidden={isMissing} width={1} height={1} />
      {isMissing && (
        <span className="thumb-missing">
          <Icon of={ImageOff} />
          <span>{imageStrings.notShown}</span>
        </span>
      )}
    </>
  );
}
