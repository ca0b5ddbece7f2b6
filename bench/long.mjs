// `--long`: many files, many bytes, and how costs grow; outcomes counted, archives read by others, memory drawn.
import { mkdirSync, writeFileSync } from 'node:fs';
import { openBrowser } from './browser.mjs';
import { checkArchive, findStagedArchive } from './check-archive.mjs';
import { product } from './jobs.mjs';
import { machineText, table } from './markdown.mjs';
import { renderPlot } from './plot.mjs';

const passes = ['scan', 'run', 'save'];
const names = { scan: 'scan', run: 'Forecast', save: 'Save' };

/** @returns rows {series, set, how, files, bytes, archiveBytes, scan, run, save, ...} */
export async function measureLong(origin, sets, say) {
  const rows = [];
  const one = async (series, set, how = 'input') => {
    let archiveBytes = 0;
    // A browser of its own: what an earlier page has left in a process would count for this one.
    const browser = await openBrowser();
    const whenSaved = () => {
      archiveBytes = checkArchive(findStagedArchive(browser.profile), set.files);
    };
    const measured = await product(browser, origin, set.folder, { how, whenSaved }).finally(browser.close);
    const expected = `${set.files} de-identified, 0 held, 0 skipped, 0 failed`;
    if (measured.result !== expected) throw new Error(`${set.name}: ${measured.result}, not ${expected}.`);
    rows.push({ series, set: set.name, how, files: set.files, bytes: set.bytes, archiveBytes, ...measured });
    const figures = passes.map((pass) => `${names[pass]} ${measured[pass].cpu.toFixed(1)}`).join(', ');
    say(`${set.name} (${how}): ${figures} CPU-s, peak ${peak(measured).toFixed(0)} MB, archive read by both`);
  };
  for (const set of sets.counts) await one('counts', set);
  for (const set of sets.objects) await one('objects', set);
  await one('many', sets.many, 'drop');
  await one('many', sets.many);
  await one('bytes', sets.bytes);
  return rows;
}

/** The page and its pictures. */
export function writeLong({ rows, machine }) {
  mkdirSync('docs/img', { recursive: true });
  const pictures = picturesOf(rows);
  for (const [name, plot] of Object.entries(pictures)) writeFileSync(`docs/img/${name}.svg`, renderPlot(plot));
  writeFileSync('docs/performance-long.md', renderLong({ rows, machine, pictures }));
}

export function renderLong({ rows, machine, pictures = picturesOf(rows) }) {
  return [
    '# Long runs',
    'Many files, many bytes, and how the costs grow. Written by `npm run bench -- --long --write`.',
    machineText(machine, 'long runs'),
    `Every run: all files de-identified, none held, skipped or failed, and the archive read to its end, with all checksums, by
Python's \`zipfile\` and Java's \`ZipInputStream\`, with as many entries as files. Memory is the proportional set size of the
renderer process (page and workers), taken every half second. \`drop\` is a folder dropped on the page, \`input\` one that is
chosen; for the latter the browser makes a list of all files in one task of its own, before the page hears of it.`,
    table(
      [
        'Set',
        'Files',
        'GB',
        'Added by',
        'Pass',
        'CPU s',
        'CPU ms per file',
        'Wall s',
        'Peak page MB',
        'Longest task ms',
        'Tasks > 50 ms',
      ],
      rows.flatMap(linesOf),
    ),
    `The browser's own task of listing a chosen folder took up to ${Math.max(...rows.map(({ listingTaskMs }) => listingTaskMs))} ms here.`,
    ...Object.entries(pictures).map(([name, { title }]) => `![${title}](img/${name}.svg)`),
    '',
  ].join('\n\n');
}

function linesOf(row) {
  return passes.map((pass) => {
    const { cpu, wall, memory, longestTaskMs, longTasks } = row[pass];
    return [
      row.set,
      row.files,
      (row.bytes / 1e9).toFixed(2),
      row.how,
      names[pass],
      cpu.toFixed(1),
      ((1000 * cpu) / row.files).toFixed(2),
      wall.toFixed(1),
      memory.page.toFixed(0),
      longestTaskMs || '< 50',
      longTasks,
    ];
  });
}

function picturesOf(rows) {
  const of = (series) => rows.filter((row) => row.series === series);
  return {
    'memory-many-files': memoryPlot('Memory of page and workers: many small files', of('many'), {
      value: 400,
      name: '400 MB',
    }),
    'memory-many-bytes': memoryPlot('Memory of page and workers: many bytes', of('bytes')),
    'cpu-per-file': {
      title: 'CPU per file against the number of files',
      x: 'files',
      y: 'CPU ms per file',
      isLogX: true,
      lines: passes.map((pass) => ({
        name: names[pass],
        points: [...of('counts'), ...of('many').filter(({ how }) => how === 'input')].map((row) => [
          row.files,
          (1000 * row[pass].cpu) / row.files,
        ]),
      })),
    },
    'cpu-per-megabyte': {
      title: 'CPU of saving per MB against the size of one object',
      x: 'MB',
      y: 'CPU ms per MB',
      isLogX: true,
      lines: [
        { name: 'Save', points: of('objects').map(({ bytes, save }) => [bytes / 1e6, (1e9 * save.cpu) / bytes]) },
      ],
    },
  };
}

/** One pass behind the other, as seconds since files were added. */
function memoryPlot(title, rows, limit) {
  const lines = rows.map((row) => ({
    name: `${row.files} files, ${row.how}`,
    points: passes.flatMap((pass) => row[pass].memory.series),
  }));
  const from = (points) => Math.min(...points.map(([at]) => at));
  const marks = rows
    .slice(0, 1)
    .flatMap((row) =>
      passes.map((pass) => ({ x: row[pass].memory.series[0][0] - from(lines[0].points), name: names[pass] })),
    );
  return {
    title,
    x: 'seconds',
    y: 'MB',
    limit,
    marks,
    lines: lines.map(({ name, points }) => ({ name, points: points.map(([at, mb]) => [at - from(points), mb]) })),
  };
}

function peak(row) {
  return Math.max(...passes.map((pass) => row[pass].memory.page));
}
