/** Where the engine runs. `workers` needs `Worker`, which browsers have; `in-process` needs nothing and blocks its thread. */
export type ExecutorOptions = {
  /** Default: `workers` where there is `Worker`, else `in-process`. */
  readonly executor?: 'workers' | 'in-process';
  /** Address of `deidentify.worker.js`, where the host serves it from a place of its own. Same origin as the page. */
  readonly workerUrl?: string | URL;
  /** Makes a worker from that script, for hosts with Trusted Types or a bundler's own way. */
  readonly createWorker?: () => Worker;
  /** Default: one less than there are cores, from 1 to 4. */
  readonly workers?: number;
};
