/** How far keys move among pictures: up and down by a line, which a strip does not have, and by a page. */
type Steps = { readonly line: number | null; readonly page: number };

/** Where a key moves the active picture; null for keys that do not move it. */
export function movedCell(key: string, active: number, count: number, { line, page }: Steps): number | null {
  const steps: Readonly<Record<string, number | null>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: line,
    ArrowUp: line === null ? null : -line,
    PageDown: page,
    PageUp: -page,
    Home: -active,
    End: count - 1 - active,
  };
  const step = steps[key] ?? null;
  return step === null || count === 0 ? null : Math.min(count - 1, Math.max(0, active + step));
}
