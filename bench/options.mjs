// What is asked for on the command line.
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const small = { ct: 200, mr: 500, tiny: 4000, frames: 3000, fragments: 20_000, largeBytes: 150e6 };
const full = { ct: 2000, mr: 5000, tiny: 20_000, frames: 3000, fragments: 20_000, largeBytes: 1.5e9 };

const modes = ['long', 'scaling', 'scroll'];
const allSets = 'ct,mr,tiny,enhanced,fragments,large,zip';

const usage = `npm run bench -- [options]
  --full            the sizes that the targets are stated for (about 5 GB of reading and writing)
  --scale <x>       multiplies the numbers of files and the size of the large object
  --tiny <n>        number of files of the run that is about numbers of files
  --large-mb <n>    size of the large object
  --repeat <n>      rounds of limit and product in turn; medians are shown (default 3, 1 with --full)
  --long            50,000 small files, 8 GB, and growth: outcomes, archives and memory (needs some 30 GB of disk)
  --scaling         the same work with 1 worker, 2 and so on
  --scroll          long lists: blank frames, tasks that hold up the page, memory; the corpus of NESCIO_CORPUS as well
  --resume          with --scroll: takes up a run that broke off; sets that are done are not measured again
  --only <sets>     comma-separated: ct,mr,tiny,enhanced,fragments,large,zip; with --scroll many,waiting,enhanced,corpus
  --sets <folder>   where the data sets are kept between runs
  --dist <folder>   measures what was built there before, and builds nothing
  --write           writes docs/performance.md as well, with --long, --scaling and --scroll the pages and pictures of these`;

export function readOptions() {
  const { values } = parseArgs({
    options: {
      full: { type: 'boolean', default: false },
      scale: { type: 'string', default: '1' },
      long: { type: 'boolean', default: false },
      scaling: { type: 'boolean', default: false },
      scroll: { type: 'boolean', default: false },
      resume: { type: 'boolean', default: false },
      tiny: { type: 'string' },
      'large-mb': { type: 'string' },
      repeat: { type: 'string' },
      only: { type: 'string', default: '' },
      sets: { type: 'string', default: path.join(os.tmpdir(), 'nescio-bench') },
      dist: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  const base = values.full ? full : small;
  const scaled = (count) => Math.max(4, Math.round(count * Number(values.scale)));
  return {
    mode: modes.find((mode) => values[mode]) ?? 'targets',
    scrollSizes: { many: scaled(50_000), frames: base.frames },
    longSizes: { many: scaled(50_000), ct: scaled(16_000), largestMb: Math.max(10, 1500 * Number(values.scale)) },
    resumes: values.resume,
    isFull: values.full,
    repeat: Number(values.repeat ?? (values.full ? 1 : 3)),
    only: new Set((values.only || (values.scroll ? '' : allSets)).split(',').filter(Boolean)),
    setsFolder: values.sets,
    dist: values.dist ?? null,
    isWritten: values.write,
    sizes: {
      ct: scaled(base.ct),
      mr: scaled(base.mr),
      tiny: values.tiny === undefined ? scaled(base.tiny) : Number(values.tiny),
      frames: base.frames,
      fragments: base.fragments,
      largeBytes: values['large-mb'] === undefined ? scaled(base.largeBytes) : Number(values['large-mb']) * 1e6,
    },
  };
}
