import { createScriptWorker } from './create-script-worker.ts';
import { createPagesService } from './pipeline/pages/create-pages-service.ts';
import pagesWorkerUrl from './pipeline/pages/pages.worker.ts?worker&url';

/** The drawing of documents, wired apart from the rest: the first paint does not need it. */
export const drawPages = createPagesService(() => createScriptWorker(pagesWorkerUrl, 'pages'));
