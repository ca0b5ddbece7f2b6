import { temporaryFolder } from './folder.ts';
import { python } from './peers.ts';

/** A folder with a plain CT series of a fake patient; nothing in it is held. */
export function ctSeries(files: number, extraBytes = 0): { readonly path: string; readonly discard: () => void } {
  const folder = temporaryFolder();
  python('make_series', [folder.path, String(files), String(extraBytes)]);
  return folder;
}
