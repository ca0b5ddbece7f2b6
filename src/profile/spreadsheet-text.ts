/**
 * Text for a cell, so that no spreadsheet runs it. An apostrophe goes before each piece that would be a formula if it were a
 * cell of its own: at the start, and behind everything that some reader takes for the end of a cell (comma, semicolon,
 * tab, vertical bar, colon, line ends). White space, quotes and invisible characters before the sign hide nothing.
 * `fromSpreadsheetText` gives the text back.
 * @see OWASP, CSV Injection
 */
export function toSpreadsheetText(text: string): string {
  const guarded = text.replace(beforeFormula, (piece, offset: number) => {
    const at = formulaStart(piece, offset);
    return at === null ? piece : `${piece.slice(0, at)}'${piece.slice(at)}`;
  });
  return startsHidden.test(text) ? `'${guarded}` : guarded;
}

/** The text that `toSpreadsheetText` was given. Other text stays as it is, unless it looks as if it were guarded. */
export function fromSpreadsheetText(cell: string): string {
  const bare = cell.replace(beforeFormula, (piece, offset: number) => {
    const at = formulaStart(piece, offset);
    return at === null || piece[at] !== "'" ? piece : piece.slice(0, at) + piece.slice(at + 1);
  });
  return bare.startsWith("'") && startsHidden.test(bare) ? bare.slice(1) : bare;
}

/**
 * A stretch that may hide a formula, as long as it goes, with the sign behind it where there is one: `=`, `+`, `-`, `@`
 * and their full-width and small forms. It always matches all of a stretch, so the time is linear.
 */
const beforeFormula = /[\s\p{Cc}\p{Cf}"',;|:]+[=+\-@＝＋－＠﹦﹢﹣﹫]?|^[=+\-@＝＋－＠﹦﹢﹣﹫]/gu;
const formulaSign = /[=+\-@＝＋－＠﹦﹢﹣﹫]$/;
const cellEnd = /[,;|:\t\r\n\v\f\u0085\u2028\u2029]/;
/** Readers drop these at the start of a cell. */
const startsHidden = /^'*[\t\r\n]/;

/** @returns where in the piece the cell begins that a formula starts; null where there is none. */
function formulaStart(piece: string, offset: number): number | null {
  if (!formulaSign.test(piece)) return null;
  for (let at = piece.length; at > 0; at--) if (cellEnd.test(piece[at - 1]!)) return at;
  return offset === 0 ? 0 : null;
}
