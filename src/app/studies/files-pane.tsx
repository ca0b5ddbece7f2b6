import { FilePlus, FolderPlus, ListFilter } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { SplitPatient } from '../../pipeline/patients/find-split-patients.ts';
import type { Copies } from '../batch/derived/find-copies.ts';
import type { ReasonGroup } from '../batch/derived/group-reasons.ts';
import type { Patient } from '../batch/derived/study-nodes.ts';
import type { StandingRules } from '../batch/outcomes.ts';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { studiesStrings as text } from '../ui/strings/studies.ts';
import { useSliced } from '../ui/use-sliced.ts';
import { CopyNotes } from './copy-notes.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type LeftOutIds, toggleInclusion } from './inclusion.ts';
import { NotExported } from './not-exported.tsx';
import { SplitNotes } from './split-notes.tsx';
import { createSteadyOrder } from './steady-order.ts';
import { StudiesTree } from './studies-tree.tsx';
import { filterPatients, isFiltering, noFilter, type TreeFilter } from './tree-filter.ts';
import type { TreeOrder } from './tree-order.ts';
import { filesOf, listTreeRows, toggledForAll } from './tree-rows.ts';
import { UndoBar } from './undo-bar.tsx';
import { useInclusion } from './use-inclusion.ts';
import { ViewMenu } from './view-menu.tsx';

const AT_FIRST: TreeOrder = { by: 'need', direction: 'ascending' };

/** What was added: the tree, what to check in it, and below it everything that stays behind. */
export function FilesPane(props: {
  patients: readonly Patient[];
  reasons: readonly ReasonGroup[];
  splits: readonly SplitPatient[];
  copies: readonly Copies[];
  rules: StandingRules;
  leftOut: LeftOutIds;
  openId: number | null;
  openSeries: string | null;
  isReading: boolean;
  onOpenFile: (id: number) => void;
  onLeaveOut: (ids: readonly number[]) => void;
  onPutBack: (ids: readonly number[]) => void;
  onChooseFolder: () => void;
  onChooseFiles: () => void;
}) {
  const { rules, leftOut, isReading } = props;
  const [isFilterOpen, setFilterOpen] = useState(false);
  const [filter, setFilter] = useState(noFilter);
  const [order, setOrder] = useState(AT_FIRST);
  const [hasDetails, setDetails] = useState(false);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [putInOrder] = useState(createSteadyOrder);
  const inclusion = useInclusion(props.onLeaveOut, props.onPutBack);
  const { patients, waiting } = useMemo(
    () => putInOrder(props.patients, order, isReading ? READING : rules),
    [putInOrder, props.patients, order, isReading, rules],
  );
  const filtering = useCallback(() => applyFilter(patients, filter), [patients, filter]);
  // While a long list is filtered, typing goes on and the last rows stay.
  const { shown, applied } = useSliced(filtering).value ?? { shown: patients, applied: noFilter };
  const rows = useMemo(
    () => listTreeRows(shown, { waiting, toggled, isFiltered: isFiltering(applied), status: applied.status, rules }),
    [shown, waiting, toggled, applied, rules],
  );
  const counts = useMemo(() => countTree(props.patients), [props.patients]);
  return (
    <section className="pane files" aria-labelledby="files-h" id="pane-files">
      <div className="pane-head">
        <h2 id="files-h">{text.heading}</h2>
        <span className="count num clip">
          {isReading ? text.soFar(counts.patients) : text.counts(counts.patients, counts.studies, counts.series)}
        </span>
        <div className="end">
          <IconButton
            name={text.filter.open}
            icon={ListFilter}
            isExpanded={isFilterOpen}
            onPress={() => {
              setFilterOpen(!isFilterOpen);
              setFilter(noFilter);
            }}
          />
          <ViewMenu
            order={order}
            hasDetails={hasDetails}
            onOrder={setOrder}
            onDetails={setDetails}
            onExpandAll={() => setToggled(toggledForAll(patients, waiting, true))}
            onCollapseAll={() => setToggled(toggledForAll(patients, waiting, false))}
          />
          <IconButton name={text.add.folder} icon={FolderPlus} onPress={props.onChooseFolder} />
          <IconButton name={text.add.files} icon={FilePlus} onPress={props.onChooseFiles} />
        </div>
      </div>
      {isFilterOpen && (
        <FilterBar
          filter={filter}
          modalities={counts.modalities}
          shown={countTree(shown).series}
          all={counts.series}
          onChange={setFilter}
        />
      )}
      <SplitNotes splits={props.splits} />
      <CopyNotes copies={props.copies} leftOut={leftOut} onChangeInclusion={inclusion.change} />
      {props.patients.length > 0 || isReading ? (
        <StudiesTree
          rows={rows}
          rules={rules}
          leftOut={leftOut}
          order={order}
          hasDetails={hasDetails}
          openId={props.openId}
          openSeries={props.openSeries}
          isReading={isReading}
          onOpenFile={props.onOpenFile}
          onToggle={(keys) => setToggled(withToggled(toggled, keys))}
          onInclude={(chosen) => inclusion.change(toggleInclusion(chosen.flatMap(filesOf), leftOut))}
          onUndo={inclusion.undo}
          onOrder={setOrder}
        />
      ) : (
        <p className="empty grow">{text.none.dicom}</p>
      )}
      <UndoBar last={inclusion.last} rows={rows.length} onUndo={inclusion.undo} />
      <NotExported
        reasons={props.reasons}
        leftOut={leftOut}
        onOpenFile={props.onOpenFile}
        onPutBack={(ids) => inclusion.change({ kind: 'put-back', ids })}
      />
    </section>
  );
}

/** The filter as well: rows that are still there from before are shown as it had them. */
function* applyFilter(patients: readonly Patient[], filter: TreeFilter) {
  return { shown: yield* filterPatients(patients, filter), applied: filter };
}

/** While files are read the order follows them, whatever the rules. */
const READING = {};

function withToggled(toggled: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  const next = new Set(toggled);
  for (const key of keys) {
    if (!next.delete(key)) {
      next.add(key);
    }
  }
  return next;
}

function countTree(patients: readonly Patient[]) {
  const studies = patients.flatMap((patient) => patient.studies);
  const series = studies.flatMap((study) => study.series);
  const modalities = [...new Set(series.map(({ modality }) => modality))].sort();
  return { patients: patients.length, studies: studies.length, series: series.length, modalities };
}
