import { FilePlus, FolderPlus, ListFilter } from 'lucide-react';
import { useState } from 'react';
import type { SplitPatient } from '../../pipeline/find-split-patients.ts';
import type { ReasonGroup } from '../group-reasons.ts';
import type { Patient } from '../study-nodes.ts';
import { countOf } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { NotExported } from './not-exported.tsx';
import { SplitNotes } from './split-notes.tsx';
import { StudiesTree } from './studies-tree.tsx';

/** What was added: the tree, and below it everything that stays behind. */
export function FilesPane(props: {
  patients: readonly Patient[];
  reasons: readonly ReasonGroup[];
  splits: readonly SplitPatient[];
  selected: string | null;
  isReading: boolean;
  onOpenFile: (id: number) => void;
  onChooseFolder: () => void;
  onChooseFiles: () => void;
}) {
  const [filter, setFilter] = useState<string | null>(null);
  return (
    <section className="pane files" aria-labelledby="files-h" id="pane-files">
      <div className="pane-head">
        <h2 id="files-h">Files</h2>
        <span className="count num clip">{countTree(props.patients, props.isReading)}</span>
        <div className="end">
          <button
            type="button"
            className="icon-btn"
            aria-label="Filter files"
            title="Filter files"
            aria-expanded={filter !== null}
            onClick={() => setFilter(filter === null ? '' : null)}
          >
            <Icon of={ListFilter} />
          </button>
          <button
            type="button"
            className="icon-btn"
            aria-label="Choose folder"
            title="Choose folder"
            onClick={props.onChooseFolder}
          >
            <Icon of={FolderPlus} />
          </button>
          <button
            type="button"
            className="icon-btn"
            aria-label="Choose files"
            title="Choose files"
            onClick={props.onChooseFiles}
          >
            <Icon of={FilePlus} />
          </button>
        </div>
      </div>
      {filter !== null && (
        <div className="tree-filter">
          <input
            ref={focusOnce}
            type="search"
            className="input"
            aria-label="Filter by name, date, description, modality or path"
            placeholder="Name, date, description, modality, path"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        </div>
      )}
      <SplitNotes splits={props.splits} />
      {props.patients.length > 0 || props.isReading ? (
        <StudiesTree
          patients={props.patients}
          filter={filter ?? ''}
          selected={props.selected}
          isReading={props.isReading}
          onOpenFile={props.onOpenFile}
        />
      ) : (
        <p className="empty grow">
          None of these files is a DICOM image or document that can be exported. The list below says why.
        </p>
      )}
      <NotExported reasons={props.reasons} onOpenFile={props.onOpenFile} />
    </section>
  );
}

function countTree(patients: readonly Patient[], isReading: boolean): string {
  if (isReading) {
    return `${countOf(patients.length, 'patient', 'patients')} so far`;
  }
  const studies = patients.flatMap((patient) => patient.studies);
  const series = studies.reduce((sum, study) => sum + study.series.length, 0);
  return [
    countOf(patients.length, 'patient', 'patients'),
    countOf(studies.length, 'study', 'studies'),
    countOf(series, 'series', 'series'),
  ].join(', ');
}

function focusOnce(node: HTMLInputElement | null): void {
  node?.focus();
}
