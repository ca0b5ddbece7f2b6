import type { LucideIcon } from 'lucide-react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { Icon } from './icon.tsx';

/** A button that is only an icon: its name is spoken, and shown beside it on hover and on keyboard focus. */
export function IconButton(props: {
  name: string;
  icon: LucideIcon;
  isExpanded?: boolean;
  isDisabled?: boolean;
  onPress?: () => void;
}) {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      <Button
        className="icon-btn"
        aria-label={props.name}
        aria-expanded={props.isExpanded}
        isDisabled={props.isDisabled}
        onPress={props.onPress}
      >
        <Icon of={props.icon} />
      </Button>
      <Tooltip className="tip" offset={4}>
        {props.name}
      </Tooltip>
    </TooltipTrigger>
  );
}
