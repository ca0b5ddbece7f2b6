import { createScriptWorker } from './create-script-worker.ts';
import { readPageDeployment } from './destinations/upload/page-deployment.ts';
import { mountProblem } from './embed/form/mount-form.ts';
import { acceptPortal } from './embed/frame/accept-portal.ts';
import { servePortal } from './embed/frame/serve-portal.ts';
import deidentifyWorkerUrl from './pipeline/pool/deidentify.worker.ts?worker&url';
import { automaticBudget } from './pipeline/pool/pool-budget.ts';
import { createWorkerPool } from './pipeline/pool/worker-pool.ts';
import { removeStagingFile } from './pipeline/staging/staging-folders.ts';

/** The composition root of `embed.html`, the page that portals show in a frame. Its address says nothing to it. */
const host = document.getElementById('form');
if (host !== null) {
  const root = host.attachShadow({ mode: 'closed' });
  const { hosts } = readPageDeployment(document);
  if (window.parent === window) {
    mountProblem(root, 'This page is part of portals and does nothing by itself.');
  } else {
    acceptPortal(window, hosts, (portal) => servePortal(root, portal, openPool));
  }
}

async function openPool() {
  const pool = createWorkerPool({
    createWorker: () => createScriptWorker(deidentifyWorkerUrl, 'de-identify'),
    budget: automaticBudget(navigator.hardwareConcurrency, undefined),
    staging: { remove: removeStagingFile },
  });
  await pool.ready;
  return pool;
}
