import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Browser } from '@playwright/test';
import { build, preview } from 'vite';
import type { Totals } from '../anonymizer-page.ts';
import { filesBelow } from '../support/folder.ts';
import { run } from './installed.ts';
import { type Made, type Task, textsOf } from './way.ts';

/** What an app does with the package, the same in Node and in a page: everything is decided, put out, and recorded. */
const app = `
import { createDeidentifier, parseKeyFile, purposeProfile } from 'nescio';
import { textDetection } from 'nescio/text-detection';
export async function deidentify({ key, purpose, search, decisions }, inputs) {
  const deidentifier = createDeidentifier({
    key: parseKeyFile(key),
    profile: purposeProfile(purpose),
    ...(search === 'none' ? {} : { textDetection: textDetection({ search }) }),
    ...(decisions === null ? {} : { decisions }),
  });
  const decided = await deidentifier.decide(inputs);
  const counts = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  const outputs = {};
  for await (const outcome of decided.outcomes()) {
    counts[outcome.kind] += 1;
    if (outcome.kind !== 'deidentified') continue;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await outcome.file.arrayBuffer()));
    outputs[outcome.outputPath] = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const records = await decided.records();
  deidentifier.close();
  return { counts, outputs, records };
}
`;

const inNode = `
import { readFileSync, writeFileSync } from 'node:fs';
import { deidentify } from './app.js';
const { settings, files } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const inputs = files.map(({ place, path }) => ({ path, blob: new Blob([readFileSync(place)]) }));
const { records, ...made } = await deidentify(settings, inputs);
writeFileSync(process.argv[3], Buffer.from(await records.arrayBuffer()));
console.log(JSON.stringify(made));
`;

const inPage = `
import { deidentify } from './app.js';
globalThis.made = async ({ settings, paths }) => {
  const files = [...document.querySelector('input').files];
  const { records, ...made } = await deidentify(settings, files.map((blob, at) => ({ path: paths[at], blob })));
  const link = document.createElement('a');
  Object.assign(link, { href: URL.createObjectURL(records), download: 'records.zip' }).click();
  return made;
};
`;

/** What both ways say beside the records. */
type Said = { readonly counts: Totals; readonly outputs: Readonly<Record<string, string>> };

/** `decide` of the package in Node. @param installed where the package is installed */
export async function byPackageInNode(installed: string, task: Task): Promise<Made> {
  const at = (name: string) => join(task.scratch, name);
  writeFileSync(join(installed, 'app.js'), app);
  writeFileSync(join(installed, 'in-node.js'), inNode);
  writeFileSync(at('task.json'), JSON.stringify({ settings: settingsOf(task), files: inputsOf(task) }));
  const printed = run(process.execPath, ['in-node.js', at('task.json'), at('records.zip')], installed, [0]);
  const said: Said = JSON.parse(printed);
  return { ...said, records: await textsOf(at('records.zip')), receipt: null };
}

/** `decide` of the package in a page that Vite has built. @param installed where the package is installed */
export async function byPackageInPage(installed: string, browser: Browser, task: Task): Promise<Made> {
  const site = join(installed, 'site');
  mkdirSync(site, { recursive: true });
  writeFileSync(join(site, 'app.js'), app);
  writeFileSync(join(site, 'main.js'), inPage);
  writeFileSync(
    join(site, 'index.html'),
    '<!doctype html><input type="file" multiple><script type="module" src="./main.js"></script>',
  );
  const ofVite = { root: site, configFile: false, logLevel: 'error' } as const;
  await build({ ...ofVite, build: { target: 'es2023' }, worker: { format: 'es' } });
  const server = await preview({ ...ofVite, preview: { port: 0, host: '127.0.0.1' } });
  const page = await browser.newPage();
  try {
    await page.goto(server.resolvedUrls!.local[0]!);
    const inputs = inputsOf(task);
    await page.locator('input').setInputFiles(inputs.map(({ place }) => place));
    const download = page.waitForEvent('download', { timeout: 0 });
    const asked = { settings: settingsOf(task), paths: inputs.map(({ path }) => path) };
    const said = await page.evaluate(
      (given): Promise<Said> => (globalThis as unknown as { made: (given: object) => Promise<Said> }).made(given),
      asked,
    );
    const records = join(task.scratch, 'records.zip');
    await (await download).saveAs(records);
    return { ...said, records: await textsOf(records), receipt: null };
  } finally {
    await page.close();
    await server.close();
  }
}

function settingsOf({ purpose, search, keyFile, decisionsFile }: Task) {
  const decisions = decisionsFile === null ? null : readFileSync(decisionsFile, 'utf8');
  return { purpose, search, key: readFileSync(keyFile, 'utf8'), decisions };
}

/** As page and command call them: by the name of the folder and the path below it. */
function inputsOf({ folder }: Task) {
  return filesBelow(folder).map((place) => ({
    place,
    path: join(basename(folder), relative(folder, place)),
  }));
}
