/**
 * True when the proposal takes the focus: what had it went away, or it is on a button that belonged to the entry before and would
 * be pressed for this one.
 * @param foot the element with the buttons of the entry
 * @param isOther another entry is shown than the time before
 */
export function belongsToPrimary(
  page: Pick<Document, 'activeElement' | 'body'>,
  foot: Pick<Element, 'contains'> | null,
  isOther: boolean,
): boolean {
  const { activeElement, body } = page;
  return activeElement === body || (isOther && foot?.contains(activeElement) === true);
}
