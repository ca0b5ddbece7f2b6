/** Finds files by their ids. In a whole batch an id is the place in the list; for a part of one, places are kept. */
export function placesById(files: readonly { readonly id: number }[]): (id: number) => number | undefined {
  const isWhole = files.every(({ id }, at) => id === at);
  if (isWhole) return (id) => (id >= 0 && id < files.length ? id : undefined);
  const places = new Map(files.map(({ id }, at) => [id, at]));
  return (id) => places.get(id);
}
