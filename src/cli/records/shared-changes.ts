import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { ChangedRow, ChangesLine } from './record-lines.ts';

/** What was changed in a file: the number of a form that many files share and the file's own UIDs, old and new; or all of it. */
export type FileChanges =
  | { readonly form: number; readonly uids: readonly UidPair[] }
  | { readonly rows: ChangesLine['rows'] };

type UidPair = NonNullable<ChangedRow['uids']>;

/** Keeps what files have in common of their changes: most files of a batch differ in nothing but UIDs. */
export type SharedChanges = {
  /**
   * @param text the members of a line of `changes.jsonl` behind the number of its file
   * @throws SyntaxError when it is no such line
   */
  readonly note: (text: string) => FileChanges;
  /** @returns null for a file that could not be read again */
  readonly rowsOf: (changes: FileChanges) => readonly DiffRow[] | null;
};

/** Of all forms together. Files of further forms have theirs to themselves. */
const mostCharacters = 8 * 1024 * 1024;

/** A JSON text of any length. One with more escapes does not match, as each of them takes room on the stack. */
const jsonText = String.raw`"[^"\\]*(?:\\.[^"\\]*){0,1000}"`;
/** Nowhere else in JSON: within a text the quotes would be escaped. */
const uidsMember = new RegExp(String.raw`,"uids":(\[${jsonText},${jsonText}\])`, 'g');
const uidsTaken = ',"uids":["",""]';

export function createSharedChanges(limit = mostCharacters): SharedChanges {
  const numbers = new Map<string, number>();
  /** A row of a replaced UID has '' before and after. */
  const forms: (readonly DiffRow[] | null)[] = [];
  let characters = 0;
  return {
    note: (text) => {
      const uids: string[] = [];
      const form = text.replace(uidsMember, (_, pair: string) => {
        uids.push(pair);
        return uidsTaken;
      });
      let number = numbers.get(form);
      if (number === undefined) {
        const rows = parseRows(form)?.map(diffRow) ?? null;
        const wanted = rows?.filter(({ before }) => before !== null).length ?? 0;
        // UIDs that stand elsewhere than this program writes them are the file's own as well.
        if (characters + form.length > limit || wanted !== uids.length) return { rows: parseRows(text) };
        characters += form.length;
        number = forms.push(rows) - 1;
        numbers.set(form, number);
      }
      return { form: number, uids: JSON.parse(`[${uids.join(',')}]`) as readonly UidPair[] };
    },
    rowsOf: (changes) => {
      if ('rows' in changes) return changes.rows?.map(diffRow) ?? null;
      const { form, uids } = changes;
      let next = 0;
      return forms[form]?.map((row) => (row.before === null ? row : withUids(row, uids[next++]!))) ?? null;
    },
  };
}

function parseRows(text: string): ChangesLine['rows'] {
  const { rows } = JSON.parse(`{${text}`) as ChangesLine;
  if (rows !== null && !Array.isArray(rows)) throw new SyntaxError('no rows');
  return rows;
}

/** No record shows more of a row than these members. */
function diffRow({ path, vr, action, effect, reason, uids }: ChangedRow): DiffRow {
  const [before, after] = uids ?? [null, null];
  return { path, vr, action, effect, reason, tag: '', name: '', depth: 0, isPrivate: false, before, after };
}

function withUids(row: DiffRow, [before, after]: UidPair): DiffRow {
  return { ...row, before, after };
}
