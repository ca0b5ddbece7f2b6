import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/** A file that breaks one rule, and the rule that must say so. */
type Fault = { readonly file: string; readonly text: string; readonly rule: string };

const imports = (file: string, specifier: string): Fault => ({
  file,
  text: `import { thing } from '${specifier}';\n\nexport const other = thing;\n`,
  rule: 'noRestrictedImports',
});

const faults: readonly Fault[] = [
  imports('src/dicom/upwards.ts', '../profile/profile.ts'),
  imports('src/profile/upwards.ts', '../deidentify/act.ts'),
  imports('src/profile/dcmjs.ts', 'dcmjs'),
  imports('src/pixel-data/upwards.ts', '../pipeline/reading/open-input.ts'),
  imports('src/text-search/upwards.ts', '../pipeline/reading/open-input.ts'),
  imports('src/deidentify/upwards.ts', '../pipeline/reading/open-input.ts'),
  imports('src/pipeline/batch/upwards.ts', '../../sources/zip-archive.ts'),
  imports('src/sources/sideways.ts', '../destinations/zip.ts'),
  imports('src/destinations/react.ts', 'react'),
  imports('src/report/upwards.ts', '../app/shell/app.tsx'),
  imports('src/app/shell/worker.ts', '../../pipeline/pool/deidentify.worker.ts'),
  imports('src/app/decide/feature.ts', '../image/frame-cell.tsx'),
  imports('src/app/image/series/feature.ts', '../../studies/studies-tree.tsx'),
  imports('src/app/export/feature.ts', '../image/frame-cell.tsx'),
  imports('src/app/preview/changes/feature.ts', '../../studies/studies-tree.tsx'),
  imports('src/app/image/boxes/feature.ts', '../../studies/studies-tree.tsx'),
  imports('src/app/export/shell.ts', '../shell/workbench.tsx'),
  imports('src/app/batch/react.ts', 'react'),
  imports('src/app/intents/component.ts', '../preview/preview-pane.tsx'),
  imports('src/app/intents/store.ts', '../store/use-batch.ts'),
  imports('src/app/batch/store.ts', '../store/use-batch.ts'),
  imports('src/app/ui/feature.ts', '../studies/studies-tree.tsx'),
  imports('src/app/ui/controls/feature.ts', '../../studies/studies-tree.tsx'),
  imports('src/app/batch/derived/react.ts', 'react'),
  imports('src/embed/react.ts', 'react'),
  imports('src/embed/command.ts', '../cli/command-line.ts'),
  imports('src/cli/state.ts', '../app/batch/batch-store.ts'),
  { file: 'src/deidentify/clock.ts', text: 'export const now = new Date();\n', rule: 'noRestrictedGlobals' },
  { file: 'src/report/unnamed.ts', text: 'const one = 1;\nexport default one;\n', rule: 'noDefaultExport' },
  { file: 'src/report/letters.ts', text: "export enum Letter {\n  X = 'X',\n}\n", rule: 'noEnum' },
  { file: 'src/report/talk.ts', text: "console.log('one');\n\nexport const one = 1;\n", rule: 'noConsole' },
  { file: 'src/report/loose.ts', text: 'export const one: any = 1;\n', rule: 'noExplicitAny' },
  {
    file: 'src/report/barrel.ts',
    text: "export * from './csv.ts';\nexport * from './html.ts';\n",
    rule: 'noBarrelFile',
  },
  { file: 'src/report/someName.ts', text: 'export const one = 1;\n', rule: 'useFilenamingConvention' },
  { file: 'src/report/long.ts', text: 'export const one = 1;\n'.repeat(301), rule: 'noExcessiveLinesPerFile' },
];

const folder = mkdtempSync(join(tmpdir(), 'nescio-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lints the files with the project's own configuration, in a folder of their own. @returns `file rule` of each complaint. */
function lint(files: readonly Fault[]): ReadonlySet<string> {
  const configuration = JSON.parse(readFileSync('biome.json', 'utf8'));
  const here = { ...configuration, vcs: { enabled: false }, $schema: undefined };
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(here));
  for (const { file, text } of files) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const { stdout } = spawnSync(
    resolve('node_modules/.bin/biome'),
    ['lint', '--reporter=json', '--max-diagnostics=none', '.'],
    { cwd: folder, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { category: string; location: { path: string | { file: string } } }[];
  };
  return new Set(
    diagnostics.map(({ category, location }) => {
      const path = typeof location.path === 'string' ? location.path : location.path.file;
      return `${path.replace(/^\.\//, '')} ${category.split('/').at(-1)}`;
    }),
  );
}

describe('lint', () => {
  const complaints = lint([...faults, { file: 'src/report/good.ts', text: 'export const one = 1;\n', rule: '' }]);

  it.each(faults)('finds $rule in $file', ({ file, rule }) => {
    expect([...complaints]).toContain(`${file} ${rule}`);
  });

  it('has nothing to say of a file that breaks no rule', () => {
    expect([...complaints].filter((complaint) => complaint.startsWith('src/report/good.ts'))).toEqual([]);
  });
});
