import type { JobResult } from './whole-job.ts';

/** One browser, and what the whole corpus took in it. */
export type Measured = {
  readonly title: string;
  readonly version: string;
  readonly features: {
    readonly pickers: boolean;
    readonly folderInput: boolean;
    readonly storage: boolean;
    readonly serviceWorker: boolean;
    readonly database: boolean;
    readonly cores: number;
  };
  readonly offline: boolean;
  readonly result: JobResult;
  readonly readyS: number;
  readonly wallS: number;
  readonly cpuS: number;
  readonly memoryMb: number;
};

/** docs/browsers.md. */
export function renderBrowsers(
  measured: readonly Measured[],
  machine: { readonly cpu: string; readonly cores: number; readonly load: number },
): string {
  const line = (what: string, cell: (one: Measured) => string) => `| ${what} | ${measured.map(cell).join(' | ')} |`;
  const yes = (is: boolean) => (is ? 'yes' : 'no');
  const lines = [
    line('Version', ({ version }) => version),
    line('Alarm on start', ({ result }) => (result.alarms.length === 0 ? 'none' : result.alarms.join(' '))),
    line('Test request of the workers', ({ result }) =>
      result.policy.includes('by which') ? 'refused, policy unread' : 'refused',
    ),
    line('Has the folder input (`webkitdirectory`)', ({ features }) => yes(features.folderInput)),
    line('Pickers: a place for the ZIP, *Save to folder*', ({ features }) => yes(features.pickers)),
    line('Where a ZIP waits for its download', ({ features }) =>
      features.storage ? 'storage of the browser' : 'memory, up to 500 MB',
    ),
    line('Journal of uploads (IndexedDB)', ({ features }) => yes(features.database)),
    line('Comes again from a host that is gone', ({ offline }) => yes(offline)),
    line('Cores that it tells of', ({ features }) => String(features.cores)),
  ];
  const figures = [
    line('From address to ready, s', ({ readyS }) => readyS.toFixed(1)),
    line('The job, wall s', ({ wallS }) => wallS.toFixed(1)),
    line('The job, CPU s', ({ cpuS }) => cpuS.toFixed(1)),
    line('Peak memory of all its processes, MB (PSS)', ({ memoryMb }) => memoryMb.toFixed(0)),
    line('SHA-256 of the ZIP', ({ result }) => `\`${result.zipSha256.slice(0, 16)}…\``),
  ];
  const titles = measured.map(({ title }) => title).join(' | ');
  const rule = measured.map(() => '---').join(' | ');
  const totals = measured[0]!.result.totals;
  return `# Browsers

<!-- Generated. Do not edit; run: UPDATE_DOCS=1 npm run browsers -->

What works where, seen by driving each browser: Chromium by Playwright, Firefox ESR by WebDriver BiDi, WebKitGTK's MiniBrowser by WebDriver.
All do the same job: the sample and every file of the public corpus ([fixtures](fixtures.md)) by the files input, a project key from a
file, *De-identify*, *Save ZIP*, *Save records*. \`e2e/browsers.spec.ts\` does it with fewer files in every \`npm test\`.

| | ${titles} |
| --- | ${rule} |
${lines.join('\n')}

WebKitGTK was tested under automation, where its windows keep nothing; Safari was not, nor its own file storage. Chromium was driven without its
picker, so that all saved by an ordinary download. The images of each transfer syntax are drawn alike in each, and the search for text and
*Decide* give the same boxes and bytes (\`e2e/browsers/looking.browsers.ts\`). Each stores the same bytes at a PACS, and nothing new when it sends them again after a reload
(\`e2e/browsers/uploads.browsers.ts\`). The forms for portals are driven in each too ([embedding](embedding.md#examples)). Driven in Chromium alone, by the rest of
\`e2e\`: drops, the choice of a folder, boxes drawn by hand, *What remains*, and uploads through faults, sign-ins and reloads in the middle.

## The same bytes, and what they took

${totals.deidentified} de-identified, ${totals.held} held, ${totals.skipped} skipped, ${totals.failed} failed, in each of them. The ZIP has the same SHA-256
everywhere, and so has each record (the minute at which the report was made aside):
\`${measured[0]!.result.zipSha256}\`.

| | ${titles} |
| --- | ${rule} |
${figures.join('\n')}

Measured once, on ${machine.cores} cores (${machine.cpu}), with a load of ${machine.load.toFixed(1)} in the fifteen minutes before the end: where that is above the number of
cores, other work shared them, and only the CPU seconds can be compared. Times hold the waits of the driver between two looks (0.1 s), and the
downloads. Memory is of the browser with all its processes, and of the driver in WebKitGTK.
`;
}
