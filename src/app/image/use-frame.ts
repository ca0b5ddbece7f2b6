import type { RefObject } from 'react';
import { useEffect, useState } from 'react';
import type { FrameRequest, ImageProblem, ShownFrame } from '../../pipeline/contracts/image.protocol.ts';
import type { ImageDesk } from '../intents/images/image-desk.ts';

export type FrameView =
  | { readonly kind: 'loading' }
  | ({
      readonly kind: 'shown';
      readonly frame: number;
      readonly blanked: FrameRequest['blanked'];
      /** As the image opens, before anybody moves its window. */
      readonly isOwnWindow: boolean;
    } & Omit<ShownFrame, 'kind' | 'bitmap'>)
  | ImageProblem;

const loading: FrameView = { kind: 'loading' };

/**
 * Draws a frame into a canvas whenever what is asked for changes. Another frame of the same file replaces the picture when
 * it is there; another file takes it away at once. Nothing but the canvas keeps the pixels.
 * @param content null while no picture is wanted
 */
export function useFrame(
  images: ImageDesk,
  canvas: RefObject<HTMLCanvasElement | null>,
  request: Omit<FrameRequest, 'content'> & { readonly content: FrameRequest['content'] | null },
): FrameView {
  const { content, frame, window, showsOverlays, blanked } = request;
  const [last, setLast] = useState({ content, view: loading });
  useEffect(() => {
    if (content === null) {
      setLast({ content, view: loading });
      return;
    }
    return images.show({ content, frame, window, showsOverlays, blanked }, (result) => {
      if (result.kind === 'problem') {
        setLast({ content, view: result });
        return;
      }
      const { bitmap, kind, ...rest } = result;
      draw(canvas.current, bitmap);
      bitmap.close();
      setLast({ content, view: { kind, frame, blanked, isOwnWindow: window === null, ...rest } });
    });
  }, [images, canvas, content, frame, window, showsOverlays, blanked]);
  return last.content === content ? last.view : loading;
}

/** One pixel of the canvas is one pixel of the image; styles give it its size on the screen. */
export function draw(canvas: HTMLCanvasElement | null, bitmap: ImageBitmap): void {
  if (canvas === null) {
    return;
  }
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  canvas.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0);
}
