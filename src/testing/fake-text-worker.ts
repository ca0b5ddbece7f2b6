import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FoundText } from '../text-search/found-text.ts';

/** The last byte of a file in whose image the fake worker finds a text. */
export const lettered = 200;

const found: FoundText = { box: { column: 2, row: 2, columns: 12, rows: 8 }, kind: 'other', text: 'DOE' };

/**
 * Puts a text worker without models into a folder of built scripts: it finds a text in each image of one frame whose file ends with
 * `lettered`, and none in all of them together.
 * @param ability `blind`: no image can be decoded
 */
export function putFakeTextWorker(folder: string, ability: 'seeing' | 'blind' = 'seeing'): void {
  const at = (file: string) => JSON.stringify(new URL(`../../node_modules/comlink/dist/esm/${file}`, import.meta.url));
  const script = `
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { expose } from ${at('comlink.mjs')};
import nodeEndpoint from ${at('node-adapter.mjs')};
let frames = 0;
expose({
  look: async (_, { content: { blob }, frame }) => {
    if (${ability === 'blind'}) return { kind: 'problem', code: 'damaged', transferSyntaxUid: '', layout: '' };
    const shows = readFileSync(blob.path).at(-1) === ${lettered};
    return { kind: 'looked', texts: shows ? [{ ...${JSON.stringify(found)}, frame }] : [], frames: 1 };
  },
  project: async () => ({ kind: 'added', frames: (frames += 1) && 1 }),
  lookAtProjections: async () => {
    const looked = { kind: 'looked', texts: [], frames };
    frames = 0;
    return looked;
  },
}, nodeEndpoint(parentPort));
`;
  writeFileSync(path.join(folder, 'text-search-node.worker.js'), script);
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
}
