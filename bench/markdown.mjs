// Pieces that all reports are made of.
export function table(heads, lines) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  return [row(heads), row(heads.map(() => '---')), ...lines.map(row)].join('\n');
}

export function machineText({ cpu, cores, memoryGb, system, browser, node, loadBefore, loadAfter, date }, sizes) {
  // The load afterwards is mostly this run's own.
  const isBusy = loadBefore > 0.75 * cores;
  return [
    `${date} · ${cores} × ${cpu}, ${memoryGb} GB · ${system} · Chromium ${browser}, headless, profile on disk · Node ${node} · ${sizes}.`,
    `Load average ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after, on ${cores} cores.` +
      (isBusy
        ? ' **The machine was busy with other work**: wall times, files/s and task lengths are worse than on a free one.'
        : ''),
    'CPU is user and system time of the whole browser process tree from `/proc`, in ticks of 10 ms, so small sets are coarse.',
  ].join('\n');
}
