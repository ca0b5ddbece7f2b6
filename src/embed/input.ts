/** A file to de-identify: a `File`, or bytes with a path of the caller's own. Archives are opened, members are files. */
export type Input = File | { readonly path: string; readonly blob: Blob };
