import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';

/** Attributes by which a person knows a patient or a visit: Name, Birth Date, Study Date, Institution, ID, Physician. */
const telling = ['(0010,0010)', '(0010,0030)', '(0008,0020)', '(0008,0080)', '(0010,0020)', '(0008,0090)'];

/** The changes that tell most about what happens to a file, at most `most`, in the order above and then as in the file. */
export function tellingChanges(rows: readonly DiffRow[], most = 4): readonly DiffRow[] {
  const changed = rows.filter(
    ({ effect, before }) => effect !== 'kept' && effect !== 'added' && before !== null && before !== '',
  );
  const rank = ({ tag, depth }: DiffRow) => {
    const at = depth === 0 ? telling.indexOf(tag) : -1;
    return at < 0 ? telling.length : at;
  };
  return changed
    .map((row, at) => ({ row, at }))
    .sort((a, b) => rank(a.row) - rank(b.row) || a.at - b.at)
    .slice(0, most)
    .map(({ row }) => row);
}
