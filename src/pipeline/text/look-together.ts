import type { FoundText } from '../../text-search/found-text.ts';
import type { InputContent } from '../contracts/input-file.ts';
import type { TextService } from '../contracts/text-search.ts';

/** What looking at the images of a series together came to. Files that are in neither set were not looked at by it. */
export type Together<File> = {
  readonly texts: readonly FoundText[];
  /** Every frame of these is in a projection that was looked at. */
  readonly covered: ReadonlySet<File>;
  /** Of a size for which there was no room. */
  readonly leftOut: ReadonlySet<File>;
};

/** A lost worker takes the projections of all files with it: after so many losses no more files are projected again. */
const mostLosses = 3;

/**
 * Projects all files and looks at the projections. Where the worker is lost, all but the file that it was lost with are
 * projected again. The frames that were looked at are counted: unless they are all, nothing counts as looked at.
 */
export async function lookTogether<File extends { readonly content: InputContent }>(
  files: readonly File[],
  texts: TextService,
  signal: AbortSignal,
): Promise<Together<File>> {
  let left = files;
  for (let losses = 0; losses < mostLosses && !signal.aborted; losses++) {
    const pass = await projectAll(left, texts, signal);
    if (pass.kind === 'projected') return lookAt(pass, texts, signal);
    left = left.filter((file) => file !== pass.file);
  }
  return { texts: [], covered: new Set(), leftOut: new Set() };
}

type Pass<File> = {
  readonly kind: 'projected';
  readonly frames: number;
  readonly added: ReadonlySet<File>;
  readonly leftOut: ReadonlySet<File>;
};

async function projectAll<File extends { readonly content: InputContent }>(
  files: readonly File[],
  texts: TextService,
  signal: AbortSignal,
): Promise<Pass<File> | { readonly kind: 'lost'; readonly file: File }> {
  const added = new Set<File>();
  const leftOut = new Set<File>();
  let frames = 0;
  for (const file of files) {
    const result = await texts.project(file.content, signal);
    if (result.kind === 'problem' && result.code === 'decoder-lost') return { kind: 'lost', file };
    if (result.kind === 'left-out') leftOut.add(file);
    if (result.kind !== 'added' || result.frames < 1) continue;
    added.add(file);
    frames += result.frames;
  }
  return { kind: 'projected', frames, added, leftOut };
}

async function lookAt<File>(
  { frames, added, leftOut }: Pass<File>,
  texts: TextService,
  signal: AbortSignal,
): Promise<Together<File>> {
  const look = await texts.lookAtProjections(signal);
  if (look.kind === 'problem' || look.frames !== frames) return { texts: [], covered: new Set(), leftOut };
  return { texts: look.texts, covered: added, leftOut };
}
