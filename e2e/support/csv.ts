/**
 * Reads CSV text (RFC 4180) whose header is exactly the columns given. A guard in front of = + - @ is taken off. Throws when
 * the header differs: the columns are a promise.
 */
export function parseCsv<Column extends string>(
  text: string,
  columns: readonly Column[],
): readonly Readonly<Record<Column, string>>[] {
  const [header, ...rows] = cellsOf(text);
  if (header?.join() !== columns.join()) throw new Error(`Columns are ${header?.join()}, not ${columns.join()}.`);
  return rows.map(
    (row) => Object.fromEntries(columns.map((name, at) => [name, unguard(row[at] ?? '')])) as Record<Column, string>,
  );
}

const unguard = (cell: string): string => cell.replaceAll(/(^|[,;|:\t\r\n])'(?=[\s"]*[=+\-@＝＋－＠]|[\t\r\n])/g, '$1');

function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A cell is quoted, with "" for a quote, or runs to the next comma or line end.
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
