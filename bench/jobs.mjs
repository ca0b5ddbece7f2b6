// What is measured: the limits on a page of their own, and the product through its own controls.
import { openPage } from './browser.mjs';

const patienceMs = 1_200_000;

/** One limit job over a folder. */
export async function limit(browser, origin, folder, job) {
  const bench = await openPage(browser, `${origin}/bench/limits.html`);
  await bench.reached('ready', 30_000);
  await bench.page.locator('input').setInputFiles(folder);
  const measured = await bench.measure(() => bench.page.evaluate((wanted) => globalThis.limits.run(wanted), job));
  await finish(bench);
  return { ...measured.result, cpu: measured.cpu, wall: measured.wall, memory: measured.memory };
}

/**
 * Folder in, looked at, planned and confirmed, saved. `run` is the plan: its wall time ends when the forecast is whole. `picked` saves through a writable stream, as into a file of the person.
 * `how`: the folder is chosen, or dropped. `workers`: as a person chose them; null lets the machine decide. `whenSaved`
 * is called while the archive is there.
 */
export async function product(
  browser,
  origin,
  folder,
  { place = 'staged', how = 'input', workers = null, whenSaved = () => undefined } = {},
) {
  const bench = await openPage(browser, 'about:blank');
  await bench.page.addInitScript(place === 'picked' ? pickIntoPrivateFiles : removeSavePicker);
  await bench.page.addInitScript(chooseWorkers, workers);
  // Without the search for text: it goes on behind the work that is measured here, and has numbers of its own (docs/pixels.md).
  await bench.page.goto(`${origin}/?search=none`);
  const ready = await bench.reached('ready', 30_000);
  await bench.takeLongTasks();
  const idle = await bench.measure(() => new Promise((resolve) => setTimeout(resolve, 300)), 100);

  const scan = await bench.measure(async () => {
    const choosing = how === 'drop' ? drop(bench.page, folder) : choose(bench.page, folder);
    const picked = await bench.reached('picked', patienceMs);
    await choosing;
    return { picked, scanned: await bench.reached('scanned', patienceMs) };
  });
  const { picked, scanned } = scan.result;
  const tasks = await bench.takeLongTasks();
  // Until the page is told of its files, the browser is at work and not the page.
  const scanTasks = tasks.filter(({ startTime }) => startTime >= picked.atMs);
  const listing = tasks.filter(({ startTime }) => startTime < picked.atMs);

  // The plan is made behind what a person does: the first file opens by itself, another one is clicked.
  const run = await bench.measure(async () => {
    const diff = await openAnotherFile(bench);
    const foretold = await bench.reached('foretold', patienceMs);
    bench.forget('clicked');
    await bench.page.getByRole('button', { name: 'De-identify', exact: true }).click();
    const clicked = await bench.reached('clicked', 10_000);
    return { diff, foretold, clicked, deidentified: await bench.reached('deidentified', patienceMs) };
  });
  const { diff, foretold, clicked, deidentified } = run.result;
  const runTasks = await bench.takeLongTasks();
  const result = await bench.page.getByRole('status', { name: 'Result', exact: true }).textContent();

  const save = await bench.measure(async () => {
    await bench.page.getByRole('button', { name: 'Save ZIP', exact: true }).click();
    return bench.reached('saved', patienceMs);
  });
  const saveTasks = await bench.takeLongTasks();
  const saved = await bench.page.getByRole('status', { name: 'Saved ZIP', exact: true }).textContent();
  const problems = bench.problems;
  whenSaved();
  await finish(bench);
  return {
    readyMs: ready.atMs,
    diffMs: diff,
    listingTaskMs: longest(listing),
    idleMemory: idle.memory.page,
    result,
    saved,
    problems,
    scan: { ...figures(scan, scanTasks), cpu: scanned.cpu - picked.cpu, wall: (scanned.atMs - picked.atMs) / 1000 },
    foretoldMs: foretold.atMs - scanned.atMs,
    confirmMs: deidentified.atMs - clicked.atMs,
    run: { ...figures(run, runTasks), wall: (foretold.atMs - scanned.atMs) / 1000 },
    save: figures(save, saveTasks),
  };
}

function figures({ cpu, wall, memory }, tasks) {
  return { cpu, wall, memory, longestTaskMs: longest(tasks), longTasks: tasks.length };
}

function longest(tasks) {
  return Math.round(Math.max(0, ...tasks.map(({ duration }) => duration)));
}

/** @returns milliseconds from the click to the rows of the diff; null where there is only one file to open. */
async function openAnotherFile(bench) {
  await bench.reached('diff', 60_000);
  const next = bench.page.getByRole('button', { name: 'Next file', exact: true });
  if ((await next.count()) === 0 || (await next.isDisabled())) return null;
  bench.forget('clicked');
  bench.forget('diff');
  await next.click();
  const clicked = await bench.reached('clicked', 10_000);
  const diff = await bench.reached('diff', 60_000);
  return diff.atMs - clicked.atMs;
}

async function finish(bench) {
  if (bench.problems.length > 0) throw new Error(`The page reported: ${bench.problems.join('; ')}`);
  await bench.page.close({ runBeforeUnload: false });
}

function choose(page, folder) {
  return page.locator('input[webkitdirectory]').setInputFiles(folder);
}

/** A drop as the browser gets it from the desktop: no list of files is made beforehand. */
export async function drop(page, folder) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
  await session.detach();
}

function chooseWorkers(workers) {
  if (location.protocol === 'about:') return;
  if (workers === null) localStorage.removeItem('nescio-workers');
  else localStorage.setItem('nescio-workers', String(workers));
}

function removeSavePicker() {
  Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
}

/** No script can operate the picker, so it is answered with a file of the private file system, which is written alike. */
function pickIntoPrivateFiles() {
  const showSaveFilePicker = async ({ suggestedName }) => {
    const root = await navigator.storage.getDirectory();
    return root.getFileHandle(suggestedName, { create: true });
  };
  Object.assign(globalThis, { showSaveFilePicker });
}
