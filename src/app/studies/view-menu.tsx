import { ArrowDownUp } from 'lucide-react';
import { MenuButton } from '../ui/controls/menu.tsx';
import { studiesStrings } from '../ui/strings/studies.ts';
import type { OrderBy, TreeOrder } from './tree-order.ts';

const { view } = studiesStrings;
const ORDERS = Object.entries(view.orders) as readonly (readonly [OrderBy, string])[];
const DIRECTIONS = Object.entries(view.directions) as readonly (readonly [TreeOrder['direction'], string])[];

/** How the rows are sorted, what they show, and opening or closing all of them. */
export function ViewMenu(props: {
  order: TreeOrder;
  hasDetails: boolean;
  onOrder: (order: TreeOrder) => void;
  onDetails: (hasDetails: boolean) => void;
  onExpandAll: () => void;
  onCollapseAll: () => void;
}) {
  const { order } = props;
  const directionPart = {
    id: 'direction',
    title: view.direction,
    kind: 'single',
    items: DIRECTIONS,
    chosen: [order.direction],
    onChoose: (direction: string) => props.onOrder({ ...order, direction: direction as TreeOrder['direction'] }),
  } as const;
  return (
    <MenuButton
      name={view.open}
      icon={ArrowDownUp}
      parts={[
        {
          id: 'order',
          title: view.sortBy,
          kind: 'single',
          items: ORDERS,
          chosen: [order.by],
          onChoose: (by) => props.onOrder({ ...order, by: by as OrderBy }),
        },
        // What needs attention is first or it is nowhere: that order has one direction.
        ...(order.by === 'need' ? [] : [directionPart]),
        {
          id: 'show',
          title: view.show,
          kind: 'multiple',
          items: [['details', view.details]],
          chosen: props.hasDetails ? ['details'] : [],
          onChoose: () => props.onDetails(!props.hasDetails),
        },
        {
          id: 'rows',
          title: view.actions,
          kind: 'none',
          items: [
            ['expand', view.expandAll],
            ['collapse', view.collapseAll],
          ],
          chosen: [],
          onChoose: (id) => (id === 'expand' ? props.onExpandAll() : props.onCollapseAll()),
        },
      ]}
    />
  );
}
