/** Replaced by the package's build (vite.package.config.ts); nothing in this repository's own page asks for it. */
declare const __NEW_DEIDENTIFY_WORKER__: Worker;

/** Starts the worker that lies beside the package's script, in the form that bundlers know: new Worker(new URL(…)). */
export function createPackagedWorker(): Worker {
  return __NEW_DEIDENTIFY_WORKER__;
}
