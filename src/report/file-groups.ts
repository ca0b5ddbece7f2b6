/** Files that have the same code and reason. */
export type FileGroup = {
  readonly code: string;
  /** A sentence of the program, or what a person typed. */
  readonly reason: string;
  readonly files: number;
  /** The first few of their paths: identifying. */
  readonly paths: readonly string[];
};

/** One thing to tell about a file. */
export type Note = { readonly code: string; readonly reason: string };

const pathsShown = 20;

/** Groups notes as they come; what is held grows with the number of groups and not of files. */
export function createGroups() {
  const groups = new Map<string, { code: string; reason: string; files: number; paths: string[] }>();
  return {
    /** Called once a file: it counts once a group, however often it gives the same note. */
    add: (path: string, notes: readonly Note[]): void => {
      for (const key of new Set(notes.map(({ code, reason }) => JSON.stringify([code, reason])))) {
        const [code, reason] = JSON.parse(key) as [string, string];
        const group = groups.get(key) ?? { code, reason, files: 0, paths: [] };
        groups.set(key, group);
        group.files += 1;
        if (group.paths.length < pathsShown) group.paths.push(path);
      }
    },
    /** The largest group first. */
    all: (): readonly FileGroup[] => [...groups.values()].sort(largestFirst),
  };
}

/** Puts groups of the same code together and forgets reasons and paths. */
export function withoutDetails(groups: readonly FileGroup[]): readonly FileGroup[] {
  const byCode = new Map<string, number>();
  for (const { code, files } of groups) byCode.set(code, (byCode.get(code) ?? 0) + files);
  const groupsByCode = [...byCode].map(([code, files]) => ({ code, reason: '', files, paths: [] }));
  return groupsByCode.sort(largestFirst);
}

/** Among equals the texts decide, never the files. */
function largestFirst(one: FileGroup, other: FileGroup): number {
  return other.files - one.files || compareText(one.code, other.code) || compareText(one.reason, other.reason);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
