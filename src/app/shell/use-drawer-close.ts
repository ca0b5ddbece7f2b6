import { useEffect } from 'react';

/** Where a press does not mean that the drawer is done with: in it, in what it opened, and on the button that closes it. */
const inside = '#pane-profile, .topbar, dialog, [role="dialog"], [role="listbox"], [role="menu"]';

/** Closes the drawer of the profile by Escape wherever the focus is, and by a press beside it. */
export function useDrawerClose(isOpen: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const hearKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && document.querySelector('dialog[open]') === null)
        onClose();
    };
    const hearPress = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest(inside) === null) onClose();
    };
    document.addEventListener('keydown', hearKey);
    document.addEventListener('pointerdown', hearPress);
    return () => {
      document.removeEventListener('keydown', hearKey);
      document.removeEventListener('pointerdown', hearPress);
    };
  }, [isOpen, onClose]);
}
