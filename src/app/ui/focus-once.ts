/** A `ref` for what a person opened to write or choose in: it has the focus as soon as it is there, and is left alone later. */
export function focusOnce(node: HTMLElement | null): void {
  node?.focus();
}
