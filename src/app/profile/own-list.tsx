import { X } from 'lucide-react';
import { type ComponentProps, type ReactNode, type RefObject, useRef } from 'react';
import { Icon } from '../ui/controls/icon.tsx';

/** A section with something of the person's own: its heading, the button that adds to it, and what is there. */
export function OwnSection(props: { heading: string; adder: ComponentProps<'button'>; children: ReactNode }) {
  return (
    <div className="section">
      <div className="row between">
        <h3>{props.heading}</h3>
        <button type="button" className="link small" {...props.adder} />
      </div>
      {props.children}
    </div>
  );
}

/** The button that adds, and the way back to it: what had the focus goes with what is added or removed. */
export function useAdder(): readonly [RefObject<HTMLButtonElement | null>, () => void] {
  const adder = useRef<HTMLButtonElement>(null);
  return [adder, () => adder.current?.focus()];
}

export function RemoveButton(props: { label: string; size: number; onPress: () => void }) {
  return (
    <button type="button" className="icon-btn" aria-label={props.label} onClick={props.onPress}>
      <Icon of={X} size={props.size} />
    </button>
  );
}
