// CPU and memory of a process and everything below it, from /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second; 100 on every Linux that runs a browser. */
const ticksPerSecond = 100;

/** @returns the pid of the process with this argument and no parent that has it, or null. */
export function findRoot(argument) {
  return processes().find(({ pid }) => {
    const args = argumentsOf(pid);
    return args.includes(argument) && !args.some((one) => one.startsWith('--type='));
  })?.pid;
}

/** User and system seconds of the whole tree so far, those of children that have ended and been waited for included. */
export function cpuSeconds(root) {
  const ticks = treeOf(root).reduce((sum, { ticks }) => sum + ticks, 0);
  return ticks / ticksPerSecond;
}

/** Proportional set size in MB: renderers hold the page and its workers, the rest is the browser around them. */
function memoryMegabytes(root) {
  let page = 0;
  let browser = 0;
  for (const { pid } of treeOf(root)) {
    const megabytes = pssOf(pid);
    if (argumentsOf(pid).includes('--type=renderer')) page = Math.max(page, megabytes);
    else browser += megabytes;
  }
  return { page, browser };
}

/** Samples memory until stopped. @returns the peak of the largest renderer and of everything else, and the samples. */
export function watchMemory(root, everyMs) {
  const samples = [];
  const look = () => samples.push({ at: performance.now() / 1000, ...memoryMegabytes(root) });
  look();
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    return {
      page: Math.max(...samples.map((sample) => sample.page)),
      browser: Math.max(...samples.map((sample) => sample.browser)),
      /** Seconds of one clock, and MB of the page. */
      series: samples.map(({ at, page }) => [Math.round(at * 10) / 10, Math.round(page)]),
    };
  };
}

function treeOf(root) {
  const all = processes();
  const members = new Set([root]);
  // Parents have been started before their children, but numbers wrap: look until nothing is added.
  for (let size = 0; size !== members.size; ) {
    size = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return all.filter(({ pid }) => members.has(pid));
}

function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name in parentheses may hold anything, so fields are counted from its end (proc(5)).
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
        return [{ pid: Number(name), parent: Number(fields[1]), ticks }];
      } catch {
        return [];
      }
    });
}

function argumentsOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/);
  } catch {
    return [];
  }
}

function pssOf(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
