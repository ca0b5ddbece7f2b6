// `npm run bench`: makes data sets, builds, serves, measures in Chromium, prints, and writes the result down.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { build, preview, runnerImport } from 'vite';
import { openBrowser } from './browser.mjs';
import { limit, product } from './jobs.mjs';
import { measureLong, renderLong, writeLong } from './long.mjs';
import { readOptions } from './options.mjs';
import { renderReport } from './report.mjs';
import { measureScaling, renderScaling, writeScaling } from './scaling.mjs';
import { measureScroll } from './scroll.mjs';
import { renderScroll, writeScroll } from './scroll-report.mjs';
import { measureShell } from './shell.mjs';

const root = new URL('..', import.meta.url).pathname.replace(/\/$/, '');
process.chdir(root);
const options = readOptions();
const outDir = options.dist ?? `${root}/.tmp/bench-dist`;

const { module } = await runnerImport(`${root}/bench/data/make-sets.ts`, {
  configFile: false,
  root,
  logLevel: 'error',
});
const sets = await makeSets();
// The import above leaves this at development.
process.env.NODE_ENV = 'production';
if (options.dist === null) await buildPages();
const server = await preview({ build: { outDir }, preview: { port: 0, strictPort: false }, logLevel: 'error' });
const origin = server.resolvedUrls.local[0].replace(/\/$/, '');
const browser = await openBrowser();
const loadBefore = os.loadavg()[0];
let rows = [];

try {
  if (options.mode === 'long') rows = await measureLong(origin, sets, say);
  else if (options.mode === 'scroll') rows = await measureScroll(origin, sets, options, say);
  else if (options.mode === 'scaling') {
    rows = await measureScaling(browser, origin, sets, { cores: os.cpus().length, repeat: options.repeat }, say);
  } else await measure();
} finally {
  await browser.close();
  await server.close();
}

const machine = {
  cpu: os.cpus()[0]?.model ?? 'unknown',
  cores: os.cpus().length,
  memoryGb: Math.round(os.totalmem() / 2 ** 30),
  system: `${os.type()} ${os.release()}`,
  browser: browser.version,
  node: process.version,
  loadBefore,
  loadAfter: os.loadavg()[0],
  date: new Date().toISOString().slice(0, 10),
};
mkdirSync('.tmp', { recursive: true });
writeFileSync(`.tmp/bench-${options.mode}.json`, JSON.stringify({ machine, rows }, null, 1));
say(`\n${report()}`);

function makeSets() {
  if (options.mode === 'long') return module.makeLongSets(options.setsFolder, options.longSizes);
  if (options.mode === 'scroll') return module.makeScrollSets(options.setsFolder, options.scrollSizes);
  return module.makeSets(options.setsFolder, options.sizes);
}

/** Written down as well, where that is asked for. */
function report() {
  if (options.mode === 'long') {
    if (options.isWritten) writeLong({ rows, machine });
    return renderLong({ rows, machine });
  }
  if (options.mode === 'scaling') {
    const text = renderScaling({ rows, machine, repeat: options.repeat });
    if (options.isWritten) writeScaling(text);
    return text;
  }
  if (options.mode === 'scroll') {
    const text = renderScroll({ rows, machine, sizes: options.scrollSizes });
    if (options.isWritten) writeScroll(text);
    return text;
  }
  const text = renderReport({ rows, sets, options, machine, shell: measureShell(outDir) });
  if (options.isWritten) writeFileSync('docs/performance.md', text);
  return text;
}

async function measure() {
  const { ct, quarter, mr, tiny, enhanced, fragments, large, largeSmall, zip } = sets;
  const wants = (name) => options.only.has(name);
  for (let round = 0; round < options.repeat; round++) {
    // In turn, so that a busy minute of the machine falls on both.
    if (wants('ct')) {
      await one('read', ct);
      await one('copy', ct);
      await one('product', ct);
    }
    if (wants('mr')) {
      await one('copy', mr);
      await one('product', mr);
    }
  }
  if (wants('ct')) {
    await one('product', quarter);
    await one('copy-picked', ct);
    await one('picked', ct);
    await one('engine', ct);
    await one('scan-engine', ct);
  }
  if (wants('mr')) await one('engine', mr);
  if (wants('zip')) await one('product', zip);
  for (const set of [enhanced, fragments].filter(({ name }) => wants(name.split('-')[0]))) {
    await one('read', set);
    await one('copy', set);
    await one('engine', set);
    await one('product', set);
  }
  if (wants('large')) {
    await one('product', largeSmall);
    await one('copy', large);
    await one('product', large);
  }
  if (wants('tiny')) await one('product', tiny);
}

async function one(job, set) {
  const isProduct = job === 'product' || job === 'picked';
  const measured = isProduct
    ? await product(browser, origin, set.folder, { place: job === 'picked' ? 'picked' : 'staged' })
    : await limit(browser, origin, set.folder, job);
  rows.push({ job, set: set.name, files: set.files, bytes: set.bytes, ...measured });
  const cpu = isProduct
    ? `scan ${measured.scan.cpu.toFixed(2)}, forecast ${measured.run.cpu.toFixed(2)} (whole after ${(measured.foretoldMs / 1000).toFixed(2)} s, confirmed in ${measured.confirmMs.toFixed(0)} ms, longest task ${measured.run.longestTaskMs} ms, peak ${measured.run.memory.page.toFixed(0)} MB), save ${measured.save.cpu.toFixed(2)}`
    : measured.cpu.toFixed(2);
  say(`${job} ${set.name}: ${cpu} CPU-s`);
  if (isProduct && !measured.result.startsWith(`${set.files} de-identified,`)) {
    throw new Error(`Not every file of ${set.name} was de-identified: ${measured.result}`);
  }
}

/** The product as it is delivered, and beside it the page for the limits, under the same policy. */
async function buildPages() {
  const { module: codecs } = await runnerImport(`${root}/vite.codecs.ts`, {
    configFile: false,
    root,
    logLevel: 'error',
  });
  // As it is delivered: by the command line and with nothing of this process.
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--outDir', outDir, '--emptyOutDir'], {
    stdio: 'ignore',
  });
  await build({
    configFile: false,
    root: `${root}/bench`,
    base: './',
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es', plugins: () => [codecs.packedWasm()] },
    build: {
      target: 'es2023',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      outDir: `${outDir}/bench`,
      emptyOutDir: true,
      rolldownOptions: { input: `${root}/bench/limits.html` },
    },
  });
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
