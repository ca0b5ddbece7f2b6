/** What the columns of a patient table can mean. `kind` is a crosswalk's: only its rows of patients count. */
type ColumnName = 'id_old' | 'id_new' | 'name' | 'site' | 'anchor_date' | 'kind';

/** Where each column stands; unknown ones by number, counted from 1. */
export type TableColumns = {
  readonly at: ReadonlyMap<ColumnName, number>;
  readonly unknown: readonly number[];
  readonly repeated: readonly number[];
};

/** Other names that people know these columns by, to be said where one is missing. */
export const alsoKnownAs = {
  id_old: 'Patient ID, MRN, Hospital number',
  id_new: 'Study code, Subject ID, Subject code, Participant ID, Pseudonym',
} as const;

/** Reads a header in any order and spelling: `id_old`, `Old ID`, `OldId`. */
export function readColumns(header: readonly string[]): TableColumns {
  const at = new Map<ColumnName, number>();
  const unknown: number[] = [];
  const repeated: number[] = [];
  for (const [n, cell] of header.entries()) {
    const name = spellings.get(cell.toLowerCase().replace(/[^a-z0-9]/g, ''));
    if (name === undefined) unknown.push(n + 1);
    else if (at.has(name)) repeated.push(n + 1);
    else at.set(name, n);
  }
  return { at, unknown, repeated };
}

const spellings: ReadonlyMap<string, ColumnName> = new Map(
  (
    [
      [
        'id_old',
        [
          ...['idold', 'oldid', 'old', 'oldpatientid', 'patientidold', 'patientid', 'originalid'],
          ...['mrn', 'hospitalid', 'hospitalnumber'],
        ],
      ],
      // Not "code" alone: that may be one of a disease.
      [
        'id_new',
        [
          ...['idnew', 'newid', 'new', 'newpatientid', 'patientidnew', 'pseudonym'],
          // Not "study ID": that may be the one of an examination.
          ...['studycode', 'subjectid', 'subjectcode', 'participantid', 'participantcode'],
        ],
      ],
      // Not "patient name": that may be the one to be taken away.
      ['name', ['name', 'newname', 'namenew']],
      ['site', ['site', 'siteid']],
      ['anchor_date', ['anchordate', 'anchor']],
      ['kind', ['kind']],
    ] as const
  ).flatMap(([name, forms]) => forms.map((form) => [form, name] as const)),
);
