/**
 * Puts text on the clipboard, from within a click or a key press only. Not `navigator.clipboard`: that is shut by the
 * permissions policy (docs/security.md), because it would let a script write there without one.
 * @returns false when the browser refused.
 */
export function copyText(text: string): boolean {
  let isCopied = false;
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    isCopied = event.clipboardData !== null;
  };
  document.addEventListener('copy', fill, { capture: true });
  try {
    return document.execCommand('copy') && isCopied;
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
  }
}
