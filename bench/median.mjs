/** @returns the upper of the two middle values when there is an even number of them */
export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
