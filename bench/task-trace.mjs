// Tasks of the page's main thread from the browser's own trace: with the CPU time of each, which other work does not distort.

/** Tasks and nothing inside them: a long run would drown in the rest. */
const categories = ['disabled-by-default-devtools.timeline', '__metadata'];

/** Records while `work` runs. @returns its result, and trace events of tasks over `overMs`; `tdur` is CPU time in µs. */
export async function traceTasks(page, work, overMs = 30) {
  const session = await page.context().newCDPSession(page);
  const tasks = [];
  const mainThreads = new Set();
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) {
      if (isTask(event, overMs)) tasks.push(event);
      if (event.name === 'thread_name' && event.args.name === 'CrRendererMain') mainThreads.add(threadOf(event));
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories, excludedCategories: ['*'], recordMode: 'recordAsMuchAsPossible' },
  });
  const result = await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return { result, tasks: tasks.filter((task) => mainThreads.has(threadOf(task))) };
}

const threadOf = ({ pid, tid }) => `${pid} ${tid}`;

function isTask({ name, ph, dur }, overMs) {
  return ph === 'X' && dur > overMs * 1000 && name.includes('RunTask');
}
