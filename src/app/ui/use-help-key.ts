import { useEffect } from 'react';

/** Hears `?` wherever no text is written and no dialog is open. @param onHelp null while the key means something else */
export function useHelpKey(onHelp: (() => void) | null): void {
  useEffect(() => {
    if (onHelp === null) return;
    const hear = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector('dialog[open]') !== null) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) return;
      event.preventDefault();
      onHelp();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [onHelp]);
}
