import type { FrameRequest, ImageProblem, ShownFrame } from '../../../pipeline/contracts/image.protocol.ts';
import type { InputContent } from '../../../pipeline/contracts/input-file.ts';
import type { Cancel, ImageService } from '../../../pipeline/image/image-service.ts';

type Picture = ShownFrame | ImageProblem;

/** A picture that is decoded before it is asked for. */
type Ahead = {
  readonly content: InputContent;
  /** Null while it is being decoded. */
  picture: Picture | null;
  /** Who asked for it meanwhile. */
  taker: ((picture: Picture) => void) | null;
  cancel: Cancel;
};

/** Keeps one picture ready: the first frame, as a file that is opened next shows it. Whoever takes it has it alone. */
export function createFrameAhead(service: Pick<ImageService, 'show' | 'ahead'>) {
  let held: Ahead | null = null;
  const drop = (): void => {
    held?.cancel();
    if (held?.picture?.kind === 'shown') held.picture.bitmap.close();
    held = null;
  };
  return {
    fetch: (content: InputContent): void => {
      if (held?.content === content) return;
      drop();
      const ahead: Ahead = { content, picture: null, taker: null, cancel: () => undefined };
      held = ahead;
      ahead.cancel = service.ahead(asOpened(content), (picture) => {
        if (ahead.taker === null) ahead.picture = picture;
        else ahead.taker(picture);
      });
    },
    show: (request: FrameRequest, onResult: (picture: Picture) => void): Cancel => {
      if (held === null || held.content !== request.content || !isAsOpened(request)) {
        return service.show(request, onResult);
      }
      const { picture, cancel } = held;
      held.taker = onResult;
      held = null;
      if (picture !== null) onResult(picture);
      return picture === null ? cancel : () => undefined;
    },
    clear: drop,
  };
}

function asOpened(content: InputContent): FrameRequest {
  return { content, frame: 0, window: null, showsOverlays: true, blanked: null };
}

function isAsOpened({ frame, window, showsOverlays, blanked }: FrameRequest): boolean {
  return frame === 0 && window === null && showsOverlays && blanked === null;
}
