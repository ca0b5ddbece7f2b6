import type { RedactedArea, TextLeft } from '../../pixel-data/redaction/redaction.ts';
import type { SearchFacts, SearchHit } from '../contracts/text-search.ts';

/** What the search says of an image once these areas of it are blanked: hits that are not blanked as a whole are left. */
export function searchLeft(search: SearchFacts, areas: readonly RedactedArea[]): SearchFacts {
  if (search.kind === 'not-searched' || areas.length === 0) return search;
  const hits = search.hits.filter((hit) => !areas.some((area) => isBlankedBy(area, hit)));
  // Texts of other images point at this one only where nothing was found and blanked in it.
  return { ...search, hits, isTextBeside: search.isTextBeside && search.hits.length === 0 };
}

/**
 * What is left by a search, and by an earlier one of which no more is known than what it left: the stricter of both. Undefined
 * where nobody has searched.
 */
export function leftIn(
  search: SearchFacts | undefined,
  blanking: { readonly areas: readonly RedactedArea[]; readonly textLeft?: TextLeft } | null,
): SearchFacts | undefined {
  const left = search && searchLeft(search, blanking?.areas ?? []);
  if (blanking?.textLeft === undefined) return left;
  const known = { column: 0, row: 0, columns: 1, rows: 1, isPatients: blanking.textLeft === 'patients' };
  const hits = left?.kind === 'searched' ? left.hits : [];
  return { kind: 'searched', hits: [...hits, known], isTextBeside: left?.kind === 'searched' && left.isTextBeside };
}

/** True where a text is left that says a name, number or date of this patient. */
export function namesPatient(search: SearchFacts | undefined): boolean {
  return search?.kind === 'searched' && search.hits.some(({ isPatients }) => isPatients);
}

/** True where any text is left that would hold an image that nobody has seen. */
export function showsText(search: SearchFacts | undefined): boolean {
  return search?.kind === 'searched' && search.hits.length > 0;
}

/** A text that was found in one frame may stand in any of them, so areas of single frames blank no text. */
function isBlankedBy({ kind, frames, rectangles }: RedactedArea, hit: SearchHit): boolean {
  if (frames !== 'all') return false;
  if (kind === 'keep') return rectangles.every((kept) => isApart(kept, hit));
  return rectangles.some(
    ({ column, row, columns, rows }) =>
      column <= hit.column &&
      row <= hit.row &&
      column + columns >= hit.column + hit.columns &&
      row + rows >= hit.row + hit.rows,
  );
}

function isApart(one: RedactedArea['rectangles'][number], other: SearchHit): boolean {
  return (
    one.column + one.columns <= other.column ||
    other.column + other.columns <= one.column ||
    one.row + one.rows <= other.row ||
    other.row + other.rows <= one.row
  );
}
