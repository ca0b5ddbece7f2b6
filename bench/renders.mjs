// `node bench/renders.mjs [files] [folder of a build]`: how often components render from the drop to the result, and the longest tasks.
// The build is the delivered one. For names of components, make it with `npx vite build --minify false --outDir <folder>`.
import { preview, runnerImport } from 'vite';
import { openBrowser, openPage } from './browser.mjs';
import { drop } from './jobs.mjs';

const root = new URL('..', import.meta.url).pathname.replace(/\/$/, '');
process.chdir(root);
const many = Number(process.argv[2] ?? 5000);
const outDir = process.argv[3] ?? 'dist';
const patienceMs = 300_000;

const settings = { configFile: false, root, logLevel: 'error' };
const { module } = await runnerImport(`${root}/bench/data/make-sets.ts`, settings);
const sets = await module.makeScrollSets('/tmp/nescio-bench', { many, frames: 1 });
process.env.NODE_ENV = 'production';
const server = await preview({ build: { outDir }, preview: { port: 0, strictPort: false }, logLevel: 'error' });
const browser = await openBrowser();
try {
  const bench = await openPage(browser, 'about:blank');
  await bench.page.addInitScript(countRenders);
  await bench.page.goto(server.resolvedUrls.local[0]);
  await bench.reached('ready', patienceMs);
  const all = {};
  const take = async (what) => {
    // What the mark has set off is shown as well.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const { commits, renders } = await bench.page.evaluate(() => globalThis.takeRenders());
    const tasks = (await bench.takeLongTasks()).map(({ duration }) => Math.round(duration)).sort((a, b) => b - a);
    for (const [name, count] of Object.entries(renders)) all[name] = (all[name] ?? 0) + count;
    const sum = Object.values(renders).reduce((one, other) => one + other, 0);
    say(
      `${what}: ${commits} commits, ${sum} renders; tasks over 50 ms: ${tasks.length}, ms ${tasks.slice(0, 5).join(' ')}`,
    );
    return sum;
  };
  await take('page opened');
  await drop(bench.page, sets.many.folder);
  await bench.reached('scanned', patienceMs);
  let sum = await take('read');
  await bench.reached('foretold', patienceMs);
  sum += await take('planned');
  await bench.page.getByRole('button', { name: 'De-identify', exact: true }).click();
  await bench.reached('deidentified', patienceMs);
  sum += await take('confirmed');
  say(`from drop to result: ${sum} renders`);
  const top = Object.entries(all).sort((a, b) => b[1] - a[1]);
  for (const [name, count] of top.slice(0, 40)) say(`  ${count} ${name}`);
  if (bench.problems.length > 0) throw new Error(bench.problems.join('; '));
} finally {
  await browser.close();
  await server.close();
}

/** Runs in the page before React, which tells of each commit as it tells the developer tools. Uses nothing from outside itself. */
function countRenders() {
  let commits = 0;
  let renders = {};
  const performedWork = 1;
  const nameOf = ({ type }) => {
    const made = type?.type ?? type?.render ?? type;
    return typeof made === 'function' ? made.name || 'unnamed' : null;
  };
  const visit = (fiber) => {
    for (let one = fiber; one !== null; one = one.sibling) {
      const name = nameOf(one);
      const before = one.alternate;
      if (name !== null && (one.flags & performedWork) !== 0) renders[name] = (renders[name] ?? 0) + 1;
      // The same child means that nothing below was rendered.
      if (before === null || one.child !== before.child) visit(one.child);
    }
  };
  globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    isDisabled: false,
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_, { current }) => {
      commits += 1;
      visit(current);
    },
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
  };
  globalThis.takeRenders = () => {
    const taken = { commits, renders };
    commits = 0;
    renders = {};
    return taken;
  };
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
