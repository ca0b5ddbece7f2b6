/**
 * The button that was pressed is gone or cannot be pressed now: what comes in its place takes the focus. Not from a person who
 * is somewhere else by now.
 */
export function takeFreeFocus(element: HTMLElement | null): void {
  const { activeElement } = document;
  const isFree = activeElement === null || activeElement === document.body || activeElement.matches(':disabled');
  if (isFree) element?.focus({ preventScroll: true });
}
