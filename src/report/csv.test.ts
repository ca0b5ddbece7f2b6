import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffRows } from '../pipeline/file/inspect-file.ts';
import { fromSpreadsheetText, toSpreadsheetText } from '../profile/spreadsheet-text.ts';
import { deidentified, scannedFile } from '../testing/batch-files.ts';
import { casesOf } from '../testing/cases.ts';
import { ctSlice } from '../testing/ct-slice.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { changesCsvStream } from './changes-csv.ts';
import { createCrosswalk, replacedUids } from './crosswalk.ts';
import { csvRow } from './csv.ts';
import { filesCsv } from './files-csv.ts';

const separators = /[,;|:\t\r\n]/;
const formula = /^[\s"]*[=+\-@＝＋－＠]/;

/** The tables of a batch of one file, original values included. */
async function tablesOf(path: string, file: Uint8Array): Promise<readonly string[]> {
  const { input, plan } = deidentifyBytes(file);
  const rows = diffRows(input, plan.changes);
  const batch = [scannedFile(1, { path, outcome: deidentified(1, { identity: plan.identity }) })];
  const inspected = [{ id: 1, inputPath: path, outputPath: 'N-1/S/E/1.dcm', isReadable: true, rows }];
  const changes = changesCsvStream(
    (async function* () {
      yield* inspected;
    })(),
    true,
  );
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of changes) parts.push(part);
  const crosswalk = createCrosswalk();
  for (const pair of replacedUids(rows)) crosswalk.note(pair);
  const pairs = [...crosswalk.rows(batch)].join('');
  return [[...filesCsv(batch)].join(''), pairs, await new Blob(parts).text()];
}

describe('csvRow', () => {
  it('quotes every cell', () => {
    expect(csvRow(['plain', '', 'a,b', 'say "x"'])).toBe('"plain","","a,b","say ""x"""\r\n');
  });

  it('looks at each cell that could hold a formula or a quote', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[=+@"',;|: \ta1._/-]{0,5}$/), (text) => {
        expect(csvRow([text])).toBe(`"${toSpreadsheetText(text).replaceAll('"', '""')}"\r\n`);
      }),
      { numRuns: 1000 },
    );
  });

  it('can be read back', () => {
    const cells = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+\-@\t\r",;\n a]*$/)), {
      minLength: 1,
    });
    fc.assert(
      fc.property(cells, (row) => {
        expect(parseCsv(csvRow(row))[0]?.map(fromSpreadsheetText)).toEqual(row);
      }),
    );
  });
});

describe('the tables of a batch', () => {
  const inputs: readonly (readonly [string, Uint8Array])[] = [
    ...casesOf('csv').map(({ file, read }) => [file, read()] as const),
    ...["x;=cmd|'/C calc'!A0", 'x,@SUM(A1)', '+1', '"=1', '＝1', 'x; -1'].map(
      (id) => [`in;${id}/=1.dcm`, ctSlice({ patientId: id })] as const,
    ),
  ];

  it.each(inputs)('of %s hold quoted cells, and none is a formula under any separator', async (path, file) => {
    for (const table of await tablesOf(path, file)) {
      expect(table).toMatch(/^(?:"(?:[^"]|"")*"(?:,|\r\n))+$/);
      for (const cell of parseCsv(table).flat()) expect(cell).not.toMatch(formula);
      for (const piece of table.split(separators)) expect(piece).not.toMatch(formula);
    }
  });
});
