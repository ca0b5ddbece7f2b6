import type { RefObject } from 'react';
import { useEffect, useState } from 'react';

/**
 * Inner size of an element in CSS pixels, and again whenever it changes.
 * @param isThere false while the element is not in the page
 */
export function useSize(
  element: RefObject<HTMLElement | null>,
  isThere = true,
): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const node = element.current;
    if (!isThere || node === null) {
      return;
    }
    const observer = new ResizeObserver(() => setSize({ width: node.clientWidth, height: node.clientHeight }));
    observer.observe(node);
    return () => observer.disconnect();
  }, [element, isThere]);
  return size;
}
