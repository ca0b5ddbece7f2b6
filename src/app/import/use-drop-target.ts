import { useLayoutEffect, useState } from 'react';

/**
 * Makes the whole window the drop target. `onDrop` runs synchronously in the drop event, because the browser empties
 * the transfer afterwards. Drops of anything but files are refused, so that the browser never opens one instead.
 */
export function useDropTarget(onDrop: (transfer: DataTransfer) => void): boolean {
  const [isOver, setOver] = useState(false);
  // Before the first paint: who sees the page can drop on it, and a drop before that would open the file instead.
  useLayoutEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
      const hasFiles = event.dataTransfer?.types.includes('Files') ?? false;
      if (event.dataTransfer !== null) {
        event.dataTransfer.dropEffect = hasFiles ? 'copy' : 'none';
      }
      setOver(hasFiles);
    };
    const leave = (event: DragEvent) => {
      // Leaving the window has no related target; moving between elements has one.
      if (event.relatedTarget === null) {
        setOver(false);
      }
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer?.types.includes('Files')) {
        onDrop(event.dataTransfer);
      }
    };
    // Where the page changes under the pointer just before the drop, the new element is entered and never dragged over.
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onDrop]);
  return isOver;
}
