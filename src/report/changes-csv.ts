import { csvCell, csvRow } from './csv.ts';
import type { InspectedFile } from './inspect-files.ts';

const chunkCharacters = 64 * 1024;
/** Files have the same few paths, VRs and reasons. */
const mostCellsKnown = 4096;

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
  const cellOf = createCells();
  for await (const { outputPath, rows } of inspected) {
    const placed = csvCell(outputPath);
    for (const { path, vr, action, reason, before, effect } of rows) {
      if (effect === 'kept') continue;
      text += `${placed},${cellOf(path)},${cellOf(vr)},${cellOf(action)},${cellOf(reason)}`;
      text += includesOriginalValues ? `,${csvCell(before ?? '')}\r\n` : '\r\n';
      if (text.length < chunkCharacters) continue;
      yield encoder.encode(text);
      text = '';
    }
  }
  yield encoder.encode(text);
}

function createCells(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size === mostCellsKnown) known.clear();
    const cell = csvCell(text);
    known.set(text, cell);
    return cell;
  };
}
