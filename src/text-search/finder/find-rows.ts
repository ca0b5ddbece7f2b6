import type { Box, Picture } from '../picture.ts';
import { lettersOf } from './letters.ts';
import { type LetterRow, mostPieces, rowsOfLetters } from './rows-of-letters.ts';
import { strokesOf } from './strokes.ts';

/** A row of what may be letters. It is a question, not an answer: edges of bones look like strokes too. */
export type FoundRow = LetterRow & { readonly runs: 'across' | 'down' };

/** What the finder sees in a picture: pieces that may be letters, bright or dark ones, and those that stand in rows. */
export type Finding = { readonly letters: readonly (readonly Box[])[]; readonly rows: readonly FoundRow[] };

/** Looks for small text without any model: thin strokes, in pieces, in a row. */
export function findRows(picture: Picture): Finding {
  const letters = strokesOf(picture).map(lettersOf);
  const rows = letters.flatMap((pieces) => [
    ...rowsOfLetters(pieces).map((row) => ({ ...row, runs: 'across' }) as const),
    ...rowsOfLetters(pieces.map(swapped)).map((row) => ({ ...row, box: swapped(row.box), runs: 'down' }) as const),
  ]);
  return { letters: letters.map((pieces) => (pieces.length > mostPieces ? [] : pieces)), rows };
}

/** Across and down are exchanged. */
export function swapped({ column, row, columns, rows }: Box): Box {
  return { column: row, row: column, columns: rows, rows: columns };
}
