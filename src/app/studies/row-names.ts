import { seriesName } from '../batch/derived/series-name.ts';
import { formatDate } from '../ui/format.ts';
import { studiesStrings } from '../ui/strings/studies.ts';
import type { TreeRow } from './tree-rows.ts';

const { none } = studiesStrings;

/** What a row is called: patient, study description, series with number, or file name. */
export function nameOf(row: TreeRow): string {
  switch (row.level) {
    case 1:
      return row.node.name || row.node.id || none.name;
    case 2:
      return row.node.description || none.description;
    case 3:
      return seriesName(row.node) || none.description;
    default:
      return row.file.path.split('/').at(-1) ?? row.file.path;
  }
}

/** The name together with what sets it apart: the ID, the date, or the whole path. */
export function titleOf(row: TreeRow): string {
  switch (row.level) {
    case 1:
      return [row.node.name || none.name, row.node.id || none.id].join(', ');
    case 2:
      return [formatDate(row.node.date), nameOf(row)].filter(Boolean).join(' ');
    case 3:
      return nameOf(row);
    default:
      return row.file.path;
  }
}
