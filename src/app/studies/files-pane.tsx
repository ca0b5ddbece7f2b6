import { FilePlus, FolderPlus, ListFilter } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react';
import type { Patient } from '../batch/derived/study-nodes.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { studiesStrings as text } from '../ui/strings/studies.ts';
import { useSliced } from '../ui/use-sliced.ts';
import { CopyNotes } from './copy-notes.tsx';
import { FilterBar } from './filter-bar.tsx';
import { toggleInclusion } from './inclusion.ts';
import { NotExported } from './not-exported.tsx';
import { SplitNotes } from './split-notes.tsx';
import { createSteadyOrder } from './steady-order.ts';
import { StudiesTree } from './studies-tree.tsx';
import { filterPatients, isFiltering, noFilter, type TreeFilter } from './tree-filter.ts';
import type { TreeOrder } from './tree-order.ts';
import type { Thumbnail } from './tree-row.tsx';
import { filesOf, listTreeRows, toggledForAll } from './tree-rows.ts';
import { UndoBar } from './undo-bar.tsx';
import { useBatchNotes } from './use-batch-notes.ts';
import { useInclusion } from './use-inclusion.ts';
import { ViewMenu } from './view-menu.tsx';

const AT_FIRST: TreeOrder = { by: 'need', direction: 'ascending' };

type Choices = {
  readonly isFilterOpen: boolean;
  readonly filter: TreeFilter;
  readonly order: TreeOrder;
  readonly hasDetails: boolean;
  readonly toggled: ReadonlySet<string>;
};
export type KeptChoices = RefObject<Choices | null>;

/** What was added: the tree, what to check in it, and below it everything that stays behind. */
export function FilesPane(props: {
  isReading: boolean;
  choose: { readonly folder: () => void; readonly files: () => void };
  onOpenFile: (id: number) => void;
  thumbnail: Thumbnail;
  /** What a person set here; it outlives the view, and goes with the batch. */
  kept: KeptChoices;
}) {
  const { isReading, choose } = props;
  const { leaveOut, putBack } = useIntents();
  const found = useBatch((state, derived) => derived.patients(state, isReading ? 'as-found' : 'by-need'));
  const rules = useBatch((state, derived) => derived.rules(state));
  const leftOut = useBatch((state) => state.leftOut);
  const notes = useBatchNotes(isReading);
  const [before] = useState(() => (isReading ? null : props.kept.current));
  const [isFilterOpen, setFilterOpen] = useState(before?.isFilterOpen ?? false);
  const [filter, setFilter] = useState(before?.filter ?? noFilter);
  const [order, setOrder] = useState(before?.order ?? AT_FIRST);
  const [hasDetails, setDetails] = useState(before?.hasDetails ?? false);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(before?.toggled ?? new Set());
  useKeep(props.kept, { isFilterOpen, filter, order, hasDetails, toggled });
  const [putInOrder] = useState(createSteadyOrder);
  const inclusion = useInclusion(leaveOut, putBack);
  const { patients, waiting } = useMemo(
    () => putInOrder(found, order, isReading ? READING : rules),
    [putInOrder, found, order, isReading, rules],
  );
  const filtering = useCallback(() => applyFilter(patients, filter), [patients, filter]);
  // While a long list is filtered, typing goes on and the last rows stay.
  const { shown, applied } = useSliced(filtering).value ?? { shown: patients, applied: noFilter };
  const rows = useMemo(
    () => listTreeRows(shown, { waiting, toggled, isFiltered: isFiltering(applied), status: applied.status, rules }),
    [shown, waiting, toggled, applied, rules],
  );
  const counts = useMemo(() => countTree(found), [found]);
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
          <IconButton name={text.add.folder} icon={FolderPlus} onPress={choose.folder} />
          <IconButton name={text.add.files} icon={FilePlus} onPress={choose.files} />
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
      <div className="notes-line">
        <SplitNotes splits={notes.splits} />
        <CopyNotes copies={notes.copies} leftOut={leftOut} onChangeInclusion={inclusion.change} />
      </div>
      {found.length > 0 || isReading ? (
        <StudiesTree
          rows={rows}
          order={order}
          hasDetails={hasDetails}
          isReading={isReading}
          thumbnail={props.thumbnail}
          intents={{
            onOpenFile: props.onOpenFile,
            onToggle: (keys) => setToggled(withToggled(toggled, keys)),
            onInclude: (chosen) => inclusion.change(toggleInclusion(chosen.flatMap(filesOf), leftOut)),
            onUndo: inclusion.undo,
            onOrder: setOrder,
          }}
        />
      ) : (
        <p className="empty grow">{text.none.dicom}</p>
      )}
      <UndoBar last={inclusion.last} rows={rows.length} onUndo={inclusion.undo} />
      <NotExported
        key={found.length > 0 ? 'below' : 'alone'}
        isOpenAtFirst={found.length === 0}
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

function useKeep(kept: KeptChoices, choices: Choices): void {
  useEffect(() => {
    kept.current = choices;
  });
}

function countTree(patients: readonly Patient[]) {
  const studies = patients.flatMap((patient) => patient.studies);
  const series = studies.flatMap((study) => study.series);
  const modalities = [...new Set(series.map(({ modality }) => modality))].sort();
  return { patients: patients.length, studies: studies.length, series: series.length, modalities };
}
