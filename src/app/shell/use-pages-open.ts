import { useEffect, useState } from 'react';

/** Whether the pages of several series are open; `ended` once the last one was marked, until a person does something else. */
type PagesOpen = 'closed' | 'open' | 'ended';

/** Planning takes decided entries out of the queue for a while: `ended` lasts, so that the focus stays in the queue meanwhile. */
export function usePagesOpen() {
  const [pagesAre, setPages] = useState<PagesOpen>('closed');
  useEffect(() => {
    if (pagesAre !== 'ended') return;
    const goOn = () => setPages('closed');
    document.addEventListener('keydown', goOn, true);
    document.addEventListener('pointerdown', goOn, true);
    return () => {
      document.removeEventListener('keydown', goOn, true);
      document.removeEventListener('pointerdown', goOn, true);
    };
  }, [pagesAre]);
  return { pagesAre, setPages };
}
