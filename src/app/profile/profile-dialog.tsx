import type { ComponentProps } from 'react';
import { Dialog } from '../ui/controls/dialog.tsx';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { ProfilePanel } from './profile-panel.tsx';

/** The whole panel, where it has no place beside the files. */
export function ProfileDialog(props: ComponentProps<typeof ProfilePanel>) {
  return (
    <Dialog title={profilePanelStrings.heading} onClose={props.onClose}>
      <div className="profile-dialog">
        <ProfilePanel {...props} />
      </div>
    </Dialog>
  );
}
