/** Members of Uppy's own making that name or describe the original. */
const replaced = ['name', 'relativePath', 'type'];

/**
 * Metadata of an output: what the host has set, less every text that holds the original's name.
 * @param originalName of the file, as Uppy has it
 */
export function cleanMeta(
  meta: Readonly<Record<string, unknown>>,
  originalName: string,
  output: File,
): Readonly<Record<string, unknown>> {
  const stem = originalName.replace(/\.[^.]*$/, '');
  const says = (value: unknown) => {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    // A short stem such as `1` is part of anything.
    return text.includes(originalName) || text === stem || (stem.length > 3 && text.includes(stem));
  };
  const own = Object.entries(meta).filter(([name, value]) => !replaced.includes(name) && !says(value));
  return { ...Object.fromEntries(own), name: output.name, relativePath: null, type: output.type };
}
