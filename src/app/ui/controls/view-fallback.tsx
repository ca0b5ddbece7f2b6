import { useEffect } from 'react';
import { strings } from '../strings.ts';

/** Stands in while the script of a screen comes; hands the focus, which it may hold, on to the screen. */
export function ViewFallback() {
  useEffect(() => () => document.getElementById('main')?.focus({ preventScroll: true }), []);
  return (
    <main id="main" className="page" tabIndex={-1} aria-busy="true">
      <p className="empty grow">{strings.loading}</p>
    </main>
  );
}
