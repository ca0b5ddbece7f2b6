import { cpSync, mkdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import { corpusFolder, corpusSkip, hasCorpus } from '../support/corpus.ts';
import { filesBelow, temporaryFolder } from '../support/folder.ts';
import { writeProjectKey } from '../support/project-key.ts';
import { byCommand } from './by-command.ts';
import { byPackageInNode, byPackageInPage } from './by-package.ts';
import { byPage } from './by-page.ts';
import { expectSame } from './compare.ts';
import { installInto } from './installed.ts';
import type { Made, Task } from './way.ts';

/** Each how many-th file is taken, and where text is searched, which takes a second an image. Decisions are made among all files. */
const { WAYS_EVERY = '1', WAYS_SEARCH_EVERY = '12' } = process.env;

const scratch = temporaryFolder();
const at = (name: string) => {
  const folder = join(scratch.path, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};
const keyFile = writeProjectKey(scratch.path);

test.skip(!hasCorpus, corpusSkip);
test.beforeAll(() => {
  installInto(at('installed'));
});
test.afterAll(() => scratch.discard());

type Case = { readonly title: string; readonly every: number; readonly decides: boolean } & Pick<
  Task,
  'purpose' | 'search'
>;
const cases: readonly Case[] = [
  { title: 'default', purpose: 'default', search: 'none', every: Number(WAYS_EVERY), decides: false },
  { title: 'neuroimaging', purpose: 'neuroimaging', search: 'none', every: Number(WAYS_EVERY), decides: false },
  { title: 'default, decided', purpose: 'default', search: 'none', every: 1, decides: true },
  { title: 'default, searched', purpose: 'default', search: 'all', every: Number(WAYS_SEARCH_EVERY), decides: false },
];

for (const { title, purpose, search, every, decides } of cases) {
  test(`page, package in a page and in Node, and command make the same: ${title}`, async ({ browser }) => {
    const of = (way: string) => at(`${title} ${way}`);
    const folder = everyFile(every, of('in'));
    const task = { folder, purpose, search, keyFile, decisionsFile: null };
    const decisions = join(of('decisions'), 'decisions.json');
    const page = await timed('page', () =>
      byPage(browser, { ...task, scratch: of('page') }, decides ? decisions : null),
    );
    console.log(`${title}: ${JSON.stringify(page.counts)}, ${Object.keys(page.outputs).length} outputs`);
    expect(page.counts.deidentified).toBeGreaterThan(0);
    expect(Object.keys(page.outputs).length).toBe(page.counts.deidentified);
    const others = { ...task, decisionsFile: decides ? decisions : null };
    const installed = at('installed');
    const ways: Readonly<Record<string, (own: string) => Promise<Made>>> = {
      command: (own) => byCommand(installed, { ...others, scratch: own }),
      'package in Node': (own) => byPackageInNode(installed, { ...others, scratch: own }),
      'package in a page': (own) => byPackageInPage(installed, browser, { ...others, scratch: own }),
      ...(decides && { 'page with opened decisions': (own) => byPage(browser, { ...others, scratch: own }) }),
    };
    for (const [way, make] of Object.entries(ways)) {
      const made = await timed(way, () => make(of(way)));
      expectSame(made, page, way);
    }
  });
}

async function timed<Result>(way: string, work: () => Promise<Result>): Promise<Result> {
  const startMs = performance.now();
  const result = await work();
  console.log(`${way}: ${Math.round((performance.now() - startMs) / 1000)} s`);
  return result;
}

/** A copy of each n-th file of the corpus, or the corpus itself. */
function everyFile(every: number, place: string): string {
  if (every === 1) return corpusFolder;
  const folder = join(place, basename(corpusFolder));
  for (const file of filesBelow(corpusFolder).filter((_, at) => at % every === 0)) {
    const target = join(folder, relative(corpusFolder, file));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
  return folder;
}
