import type { OutputPath } from './file-outcome.ts';

/** Gives out paths, each one once. */
export type PathClaims = { readonly claim: (path: OutputPath) => OutputPath };

/** The first to claim a path gets it; the next ones get `-2`, `-3` and so on before the extension. */
export function createPathClaims(): PathClaims {
  const taken = new Set<OutputPath>();
  /** Number to try next, so that a thousand copies do not cost a million look-ups. */
  const nextNumbers = new Map<OutputPath, number>();
  return {
    claim: (path) => {
      let claimed = path;
      for (let number = nextNumbers.get(path) ?? 2; taken.has(claimed); number++) {
        claimed = numbered(path, number);
        nextNumbers.set(path, number + 1);
      }
      taken.add(claimed);
      return claimed;
    },
  };
}

function numbered(path: OutputPath, number: number): OutputPath {
  const extension = /\.dcm$/.exec(path)?.[0] ?? '';
  return `${path.slice(0, path.length - extension.length)}-${number}${extension}`;
}
