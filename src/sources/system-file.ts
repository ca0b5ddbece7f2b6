/** Names that operating systems put beside people's files, compared in lower case. */
const systemNames: ReadonlyMap<string, string> = new Map([
  ['.ds_store', 'folder settings written by macOS'],
  ['.localized', 'folder settings written by macOS'],
  ['.apdisk', 'folder settings written by macOS'],
  ['icon\r', 'a folder icon written by macOS'],
  ['thumbs.db', 'thumbnails written by Windows'],
  ['ehthumbs.db', 'thumbnails written by Windows'],
  ['ehthumbs_vista.db', 'thumbnails written by Windows'],
  ['desktop.ini', 'folder settings written by Windows'],
]);

/** Folders whose whole content belongs to an operating system, compared in lower case. */
const systemFolders: ReadonlyMap<string, string> = new Map([
  ['__macosx', 'a resource fork that macOS adds to archives'],
  ['.appledouble', 'a resource fork written by macOS'],
  ['.spotlight-v100', 'a search index written by macOS'],
  ['.fseventsd', 'a change log written by macOS'],
  ['.trashes', 'the recycle bin of macOS'],
  ['$recycle.bin', 'the recycle bin of Windows'],
  ['system volume information', 'a folder that Windows keeps for itself'],
]);

/**
 * Tells whether a path names a hidden file that an operating system made, and not a person or a scanner.
 * @param path parts separated by `/`.
 * @returns what the file is, for people (`thumbnails written by Windows`); null for every other file, hidden or not.
 */
export function describeSystemFile(path: string): string | null {
  const parts = path.toLowerCase().split('/');
  const name = parts.pop() ?? '';
  for (const folder of parts) {
    const description = systemFolders.get(folder);
    if (description) return description;
  }
  // AppleDouble (RFC 1740): the resource fork of `X` is stored beside it as `._X` on foreign file systems.
  if (name.startsWith('._')) return 'a resource fork written by macOS';
  return systemNames.get(name) ?? null;
}
