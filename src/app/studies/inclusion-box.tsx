import type { Inclusion } from './inclusion.ts';

/** Whether files take part: ticked, not, or partly. Rows take the focus, not their boxes; Space works on the row. */
export function InclusionBox(props: {
  label: string;
  inclusion: Inclusion;
  isDisabled: boolean;
  isTabStop?: boolean;
  onToggle: () => void;
}) {
  return (
    <input
      ref={(node) => {
        if (node !== null) {
          node.indeterminate = props.inclusion === 'some';
        }
      }}
      type="checkbox"
      aria-label={props.label}
      checked={props.inclusion === 'all'}
      disabled={props.isDisabled}
      tabIndex={props.isTabStop ? 0 : -1}
      onClick={(event) => event.stopPropagation()}
      onChange={props.onToggle}
    />
  );
}
