import { readFileSync } from 'node:fs';

const guide = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');

/** The parts of which docs/embedding.md puts policies together, by name: directives and their sources. */
export function policyParts(): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const table = guide.split('| Part | Directives | For |\n')[1]?.split('\n\n')[0] ?? '';
  const rows = [...table.matchAll(/^\| `([\w-]+)` \| `(.*?)` \|/gm)];
  return new Map(rows.map(([, name, directives]) => [name!, directivesOf(directives!)]));
}

export function directivesOf(policy: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(' ');
      return [name, sources];
    }),
  );
}

/** The policy of a page that has these parts: each directive once, with the sources of all of them. */
export function mergePolicy(names: readonly string[]): string {
  const parts = policyParts();
  const merged = new Map<string, Set<string>>();
  for (const name of names) {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`The guide's table of policies has no part "${name}".`);
    for (const [directive, sources] of part) {
      const known = merged.get(directive) ?? new Set();
      for (const source of sources) known.add(source);
      merged.set(directive, known);
    }
  }
  return [...merged].map(([directive, sources]) => [directive, ...sources].join(' ')).join('; ');
}
