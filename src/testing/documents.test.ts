import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');
const architecture = read('docs/architecture.md');

/** Files that a document names: in backticks from the root on, or as the target of a link. */
function named(file: string): readonly string[] {
  const text = read(file);
  const inBackticks = [...text.matchAll(/`((?:src|e2e|docs|package|bench|\.ci)\/[\w./-]+)`/g)].map(([, path]) => path!);
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, path]) => join(dirname(file), path!));
  return [...new Set([...inBackticks, ...linked])];
}

describe.each(['docs/architecture.md', 'docs/glossary.md', 'docs/delivery.md', 'CONTRIBUTING.md'])('%s', (file) => {
  it('names files that exist', () => {
    expect(named(file).filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('can be read in one go', () => {
    expect(architecture.split('\n').length).toBeLessThanOrEqual(200);
  });

  it('says of at least thirty things where they are', () => {
    const [, table] = architecture.split('## 6. Where is…');
    const rows = table!
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows.length - 2).toBeGreaterThanOrEqual(30);
  });

  it('names every room of app and pipeline', () => {
    expect(architecture).toContain('`contracts`');
    for (const room of readdirSync('src/pipeline')) {
      expect(architecture).toContain(`\`${room}\``);
    }
    for (const room of ['batch', 'intents', 'shell', 'ui']) expect(architecture).toContain(`\`${room}\``);
  });
});

it.each(['src/app', 'src/pipeline'])('no room of %s has more files than can be taken in', (layer) => {
  const folders = readdirSync(layer, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  const crowded = folders
    .map((folder) => join(folder.parentPath, folder.name))
    .filter((path) => {
      const files = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
      return files.filter(({ name }) => !name.includes('.test.')).length > 26;
    });
  expect(crowded).toEqual([]);
});
