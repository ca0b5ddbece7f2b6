import { parentPort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { InputContent } from '../../contracts/input-file.ts';
import type { TextWorker } from '../../contracts/text-search.ts';
import { reviveBytes } from '../../pool/node/revive-bytes.ts';
import { createPackagedLooker } from '../packaged-looker.ts';

// The text worker as a thread of Node.
if (parentPort === null) throw new Error('This script is started as a worker thread.');
const looker = createPackagedLooker();

const readable = (content: InputContent): InputContent => ({ ...content, blob: reviveBytes(content.blob) });

const worker: TextWorker = {
  ...looker,
  look: (key, request) => looker.look(key, { ...request, content: readable(request.content) }),
  project: (key, content) => looker.project(key, readable(content)),
};

Comlink.expose(worker, nodeEndpoint(parentPort));
