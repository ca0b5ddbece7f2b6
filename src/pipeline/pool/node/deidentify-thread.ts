import { parentPort, workerData } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { DeidentifyWorker, Job } from '../../contracts/deidentify.protocol.ts';
import type { InputFile } from '../../contracts/input-file.ts';
import { createWorkerService } from '../worker-service.ts';
import type { WorkerTick } from '../worker-tick.ts';
import { createFolderStaging } from './folder-staging.ts';
import { reviveBytes } from './revive-bytes.ts';
import { onWaiting } from './waiting-signs.ts';

// The de-identify worker as a thread of Node.
if (parentPort === null) throw new Error('This script is started as a worker thread.');
const port = parentPort;
const service = createWorkerService({
  post: (tick) => port.postMessage(tick),
  // No policy stops a thread of Node. The engine itself makes no requests.
  probeNetwork: async () => 'not-refused',
  staging: createFolderStaging(workerData as string),
});
onWaiting((path) => port.postMessage({ kind: 'tick', path } satisfies WorkerTick));

const readable = (input: InputFile): InputFile => ({
  ...input,
  content: { ...input.content, blob: reviveBytes(input.content.blob) },
});
const readableJob = (job: Job): Job => ({ ...job, input: readable(job.input) });

const worker: DeidentifyWorker = {
  ...service,
  scan: (inputs) => service.scan(inputs.map(readable)),
  deidentify: (jobs) => service.deidentify(jobs.map(readableJob)),
  produce: (jobs) => service.produce(jobs.map(readableJob)),
  make: (jobs) => service.make(jobs.map(readableJob)),
  fingerprint: (depth, jobs) => service.fingerprint(depth, jobs.map(readableJob)),
  inspect: (job) => service.inspect(readableJob(job)),
  survey: (kind, jobs) => service.survey(kind, jobs.map(readableJob)),
};

Comlink.expose(worker, nodeEndpoint(port));
