import { csvRow } from './csv.ts';
import type { InspectedFile } from './inspect-files.ts';

const chunkCharacters = 64 * 1024;

/**
 * `changes.csv` as a stream of UTF-8: one row per changed element of the files given, a removed sequence counting as
 * one. At most one file's rows are held at a time.
 * @param includesOriginalValues adds the column `value_old`, which identifies patients.
 */
export async function* changesCsvStream(
  inspected: AsyncIterable<InspectedFile>,
  includesOriginalValues: boolean,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const columns = ['output_path', 'path', 'vr', 'action', 'reason'];
  let text = csvRow(includesOriginalValues ? [...columns, 'value_old'] : columns);
  for await (const { outputPath, rows } of inspected) {
    for (const { path, vr, action, reason, before, effect } of rows) {
      if (effect === 'kept') continue;
      const cells = [outputPath, path, vr, action, reason];
      text += csvRow(includesOriginalValues ? [...cells, before ?? ''] : cells);
      if (text.length < chunkCharacters) continue;
      yield encoder.encode(text);
      text = '';
    }
  }
  yield encoder.encode(text);
}
