/** A file to de-identify: a `File`, or bytes with a path of the caller's own. Archives are opened, members are files. */
export type Input = File | { readonly path: string; readonly blob: Blob };

/** The path that outcomes name an input by. */
export function inputPath(input: Input): string {
  return 'blob' in input ? input.path : input.webkitRelativePath || input.name;
}
