import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, it } from 'vitest';

/** Files that come with the page: what a module imports by value, at once, and what those import. */
function staticImports(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) {
    return seen;
  }
  seen.add(path);
  if (/\.tsx?$/.test(path)) {
    for (const [, names, from] of readFileSync(path, 'utf8').matchAll(
      /^(?:import|export)\s([^;'"]*?)\s?from '([^']+)'/gm,
    )) {
      if (!names!.startsWith('type ') && /^\.\.?\/[^?]+$/.test(from!)) {
        staticImports(resolve(dirname(path), from!), seen);
      }
    }
  }
  return seen;
}

it('leaves the data dictionary and the rule tables to the workers, or to the first rule of one’s own', () => {
  const files = [...staticImports(resolve(import.meta.dirname, '../../main.tsx'))];
  expect(files.some((file) => file.endsWith('/app/import/start-page.tsx'))).toBe(true);
  const heavy = files.filter((file) =>
    /\/(data-dictionary\.ts|dictionary\.json|rule-data\.ts|table-e1-1\.json)$/.test(file),
  );
  expect(heavy).toEqual([]);
});

it('leaves the later screens, and the controls that only they have, out of the first paint', () => {
  const files = [...staticImports(resolve(import.meta.dirname, '../../main.tsx'))];
  const later = files.filter((file) => /\/app\/(workbench|progress\/|export\/|preview\/|ui\/tabs)/.test(file));
  expect(later.filter((file) => !file.endsWith('.css'))).toEqual([]);
});
