import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

// e2e/package-shape.spec.ts sees to it that docs/api.md is what the package ships.
it('says each change of the API of the package in the changelog', () => {
  const mark = createHash('sha256').update(read('docs/api.md')).digest('hex').slice(0, 12);
  const lines = read('CHANGELOG.md').split('### API of the package\n')[1]?.split('\n### ')[0] ?? '';
  const newest = lines.match(/^- `(\w+)`: \S.*/m)?.[1];
  expect(newest, `the first line there shall say what changed: "- \`${mark}\`: …"`).toBe(mark);
});
