import { useMemo, useRef, useState } from 'react';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { BoxScope } from '../../../report/decisions/saved-decisions.ts';
import {
  areSame,
  type BlankingDecision,
  type Box,
  type BoxDraft,
  boxesOf,
  changesFiles,
  draftOf,
  ownRectangles,
  type Rectangle,
} from '../../batch/boxes.ts';
import type { StandingRules } from '../../batch/outcomes.ts';
import type { BoxActions } from './box-layer.tsx';
import { boxReach } from './box-reach.ts';

/** What the page knows of the boxes of a series, and what it does about them. */
export type SeriesBoxes = {
  readonly draft: BoxDraft | null;
  /** What *Undo* takes back. */
  readonly last: BlankingDecision | null;
  readonly onDraw: (draft: BoxDraft | null) => void;
  readonly onBlank: (draft: BoxDraft, scope: BoxScope, ids: readonly number[], shown: string) => void;
  readonly onTakeBack: () => void;
};

/** The boxes over one file: what is drawn, what applying it is about, and the ways to change it. */
export function useBoxes(
  file: BatchFile,
  members: readonly BatchFile[],
  rules: StandingRules,
  { draft, onDraw }: Pick<SeriesBoxes, 'draft' | 'onDraw'>,
  whenChanged: () => void,
  startScope: BoxScope = 'image',
) {
  const [wantedScope, setScope] = useState<BoxScope>(startScope);
  const [said, setSaid] = useState('');
  const wanted = useRef<number | null>(null);
  const scope = members.length > 1 || startScope === 'series' ? wantedScope : 'image';
  const boxes = useMemo(() => boxesOf(file, draft), [file, draft]);
  const reach = useMemo(() => boxReach(file, members, scope, rules), [file, members, scope, rules]);
  const shown = useMemo(() => draftOf(file, boxes, draft), [file, boxes, draft]);
  const isOpen = useMemo(() => {
    const ids = new Set(reach.ids);
    return changesFiles(scope === 'image' ? [file] : members.filter(({ id }) => ids.has(id)), shown);
  }, [file, members, scope, reach, shown]);
  const change = (next: readonly Box[]) => {
    const drawn = draftOf(file, next, draft);
    onDraw(isNothing(file, drawn) ? null : drawn);
    whenChanged();
  };
  const actions: BoxActions = {
    onAdd: (rectangle) => {
      const id = 1 + boxes.reduce((highest, box) => Math.max(highest, box.id), -1);
      wanted.current = id;
      change([...boxes, { id, rectangle, isTicked: true }]);
    },
    onChange: (id, rectangle) => change(boxes.map((box) => (box.id === id ? { ...box, rectangle } : box))),
    onTick: (id) => change(boxes.map((box) => (box.id === id ? { ...box, isTicked: !box.isTicked } : box))),
    onTickAll: (isTicked) => change(boxes.map((box) => ({ ...box, isTicked }))),
    onDelete: (id) => change(boxes.filter((box) => box.id !== id)),
    onSay: setSaid,
  };
  return { boxes, shown, scope, setScope, reach, isOpen, actions, wanted, said };
}

export type DrawnBoxes = ReturnType<typeof useBoxes>;

/** True for a draft that says what is applied already. */
function isNothing(file: BatchFile, { boxes, base }: BoxDraft): boolean {
  const drawn: readonly Rectangle[] = boxes.map(({ rectangle }) => rectangle);
  return boxes.every(({ isTicked }) => isTicked) && areSame(drawn, ownRectangles(file)) && areSame(base, drawn);
}
