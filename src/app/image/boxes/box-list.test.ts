import { isValidElement, type ReactElement, type ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { boxesStrings } from '../../ui/strings/boxes.ts';
import { BoxList } from './box-list.tsx';

type Props = { readonly children?: ReactNode; readonly onClick?: () => void };

/** The buttons of a list with so many boxes, by what is written on them. */
function buttonsOf(count: number) {
  const boxes = Array.from({ length: count }, (_, id) => ({
    id,
    rectangle: { column: 0, row: 20 * id, columns: 90, rows: 12 },
    isTicked: true,
  }));
  const none = () => undefined;
  const onTickAll = vi.fn();
  const actions = { onAdd: none, onChange: none, onTick: none, onTickAll, onDelete: none, onSay: none };
  const named = new Map(
    elementsIn(BoxList({ boxes, actions, onDeleted: none }))
      .filter(({ type }) => type === 'button')
      .map(({ props }) => [props.children, props.onClick]),
  );
  return { named, onTickAll };
}

function elementsIn(node: ReactNode): readonly ReactElement<Props>[] {
  if (Array.isArray(node)) return node.flatMap(elementsIn);
  return isValidElement<Props>(node) ? [node, ...elementsIn(node.props.children)] : [];
}

it('ticks many boxes together, so that two of a hundred are blanked with three clicks', () => {
  const { named, onTickAll } = buttonsOf(4);
  named.get(boxesStrings.tickNone)?.();
  named.get(boxesStrings.tickAll)?.();
  expect(onTickAll.mock.calls).toEqual([[false], [true]]);
  expect(buttonsOf(3).named.has(boxesStrings.tickNone)).toBe(false);
});
