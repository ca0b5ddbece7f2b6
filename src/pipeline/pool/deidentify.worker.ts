import * as Comlink from 'comlink';
import { createOpfsStaging } from '../staging/opfs-staging.ts';
import { type ProbeScope, probeNetwork } from './network-probe.ts';
import { createWorkerService } from './worker-service.ts';

Comlink.expose(
  createWorkerService({
    post: (tick) => self.postMessage(tick),
    probeNetwork: () => probeNetwork(self as unknown as ProbeScope),
    staging: createOpfsStaging(),
  }),
);
