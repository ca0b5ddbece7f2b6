/** @returns null when the input has changed, vanished or is shorter than it was. */
export async function readRange(input: Blob | null, start: number, end: number): Promise<Uint8Array | null> {
  if (input === null) return null;
  try {
    const bytes = new Uint8Array(await input.slice(start, end).arrayBuffer());
    return bytes.length === end - start ? bytes : null;
  } catch {
    return null;
  }
}
