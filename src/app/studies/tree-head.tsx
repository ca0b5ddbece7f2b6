import { ArrowDown, ArrowUp } from 'lucide-react';
import { ColumnHead, HeadRow } from '../ui/controls/grid.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import { studiesStrings as text } from '../ui/strings/studies.ts';
import { inclusionOf, type LeftOutIds } from './inclusion.ts';
import { InclusionBox } from './inclusion-box.tsx';
import type { OrderBy, TreeOrder } from './tree-order.ts';
import type { TreeRow } from './tree-rows.ts';

/** Column heads: one box for everything shown, and sorting with a click. The menu Sort and view does it by keyboard. */
export function TreeHead(props: {
  rows: readonly TreeRow[];
  leftOut: LeftOutIds;
  order: TreeOrder;
  isReading: boolean;
  onOrder: (order: TreeOrder) => void;
  onInclude: (rows: readonly TreeRow[]) => void;
}) {
  const { order } = props;
  const patients = props.rows.filter(({ level }) => level === 1);
  const parts = new Set(patients.map((row) => inclusionOf(row, props.leftOut)));
  const inclusion = parts.size > 1 ? 'some' : ([...parts][0] ?? 'all');
  const head = (by: OrderBy, label: React.ReactNode, first: TreeOrder['direction'], className?: string) => (
    <ColumnHead className={className} sort={order.by === by ? order.direction : undefined}>
      <button type="button" tabIndex={-1} onClick={() => props.onOrder(nextOrder(order, by, first))}>
        {label}
        {order.by === by && by !== 'need' && (
          <Icon of={order.direction === 'ascending' ? ArrowUp : ArrowDown} size={10} />
        )}
      </button>
    </ColumnHead>
  );
  return (
    <HeadRow>
      <ColumnHead className="incl">
        <span className="vh">{text.columns.included}</span>
        <InclusionBox
          label={text.leftOut.includeAll}
          inclusion={inclusion}
          isDisabled={props.isReading || patients.length === 0}
          isTabStop
          onToggle={() => props.onInclude(patients)}
        />
      </ColumnHead>
      {head('name', text.columns.name, 'ascending')}
      {head('modality', <abbr title={text.columns.modality}>{text.columns.modalityShort}</abbr>, 'ascending')}
      {head('images', text.columns.images, 'descending', 'r')}
      {head('need', text.columns.status, 'ascending', 'r')}
    </HeadRow>
  );
}

/** A second click turns the order round. */
function nextOrder(order: TreeOrder, by: OrderBy, first: TreeOrder['direction']): TreeOrder {
  if (order.by !== by || by === 'need') {
    return { by, direction: first };
  }
  return { by, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
}
