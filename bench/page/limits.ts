import { createScriptWorker } from '../../src/create-script-worker.ts';
import type { LimitJob, LimitResult } from './limit-jobs.ts';
import workerUrl from './limits.worker.ts?worker&url';

/** What the runner calls. Files come from the page's own input, as they do in the product. */
export type LimitPage = { readonly run: (job: LimitJob) => Promise<LimitResult> };

const input = document.querySelector('input') as HTMLInputElement;

/** One worker a job, given all files in one message: no message costs are counted. */
function run(job: LimitJob): Promise<LimitResult> {
  const worker = createScriptWorker(workerUrl, 'limits');
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data as LimitResult);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ job, files: [...(input.files ?? [])] });
  });
}

Object.assign(globalThis, { limits: { run } satisfies LimitPage });
document.documentElement.setAttribute('data-ready', 'true');
