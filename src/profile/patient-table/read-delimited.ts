/** One record of a table, with the line of the file that it begins on. */
export type TableRecord = { readonly line: number; readonly cells: readonly string[] };

export type Separator = ',' | ';' | '\t';

type Delimited = {
  readonly separator: Separator;
  readonly records: readonly TableRecord[];
  /** The line of a quote that is never closed; null when all are. */
  readonly openQuoteLine: number | null;
};

/**
 * Splits a delimited text (RFC 4180; `;` and tab too) into records. The separator is the one that the first line has most
 * of, outside quotes. Blank lines are dropped, white space around cells too; a quoted cell may hold line ends.
 */
export function readDelimited(text: string): Delimited {
  const plain = text.replace(/\r\n?/g, '\n');
  const separator = separatorOf(plain.slice(0, plain.indexOf('\n') + 1) || plain);
  const records: TableRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let recordLine = 1;
  let quoteLine = 0;
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRecord = () => {
    endCell();
    if (cells.some((each) => each !== '')) records.push({ line: recordLine, cells });
    cells = [];
    recordLine = line;
  };
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at]!;
    if (sign === '\n') line += 1;
    if (quoteLine > 0) {
      if (sign !== '"') cell += sign;
      else if (plain[at + 1] === '"') cell += plain[at++];
      else quoteLine = 0;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      quoteLine = line;
    } else if (sign === separator) {
      endCell();
    } else if (sign === '\n') {
      endRecord();
    } else {
      cell += sign;
    }
  }
  endRecord();
  return { separator, records, openQuoteLine: quoteLine > 0 ? quoteLine : null };
}

function separatorOf(firstLine: string): Separator {
  const bare = firstLine.replace(/"[^"]*"/g, '');
  const counted = ([',', ';', '\t'] as const).map((sign) => ({ sign, count: bare.split(sign).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}
