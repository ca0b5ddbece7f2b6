import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import type { Picture, Tool } from './stage-tools.tsx';

/**
 * What dragging does and which picture is shown, by buttons and by the keys V, B and A.
 * @param subject what is looked at: another one opens with the original, so that a person sees what the boxes cover
 */
export function useStageTools(subject: string, canBeBlanked: boolean) {
  const [tool, setTool] = useState<Tool>('select');
  const [wanted, setPicture] = useState<Picture>('before');
  const [opened, setOpened] = useState(subject);
  if (opened !== subject) {
    setOpened(subject);
    setPicture('before');
  }
  const picture = canBeBlanked && opened === subject ? wanted : 'before';
  return {
    tool,
    setTool,
    picture,
    setPicture,
    togglePicture: () => setPicture(picture === 'before' ? 'after' : 'before'),
    /** Keys mean this while the focus is somewhere about the image, and nothing where text is written. */
    onKey: (event: KeyboardEvent, drawByKeys: () => void): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isInField(event.target)) return;
      switch (event.key.toLowerCase()) {
        case 'v':
          setTool('select');
          break;
        case 'b':
          setTool('draw');
          drawByKeys();
          break;
        case 'a':
          setPicture(picture === 'before' ? 'after' : 'before');
          break;
        default:
          return;
      }
      event.preventDefault();
    },
  };
}

function isInField(target: EventTarget): boolean {
  const fields = 'textarea, select, input:not([type="radio"], [type="checkbox"], [type="range"])';
  return target instanceof Element && target.matches(fields);
}
