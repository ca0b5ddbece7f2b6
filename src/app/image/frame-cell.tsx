import type { CSSProperties, ReactNode } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { imageStrings } from '../ui/strings/image.ts';
import type { SheetFrame, SheetFrames } from './sheet-frames.ts';
import { type AskForThumbnail, ThumbnailPicture } from './thumbnail.tsx';

/** What a sheet and a strip of pictures have in common. */
export type FrameListProps = {
  readonly label: string;
  readonly frames: SheetFrames;
  readonly members: number;
  readonly selected: number;
  readonly ask: AskForThumbnail;
  readonly onOpen: (file: BatchFile, frame: number) => void;
};

/** A small picture of one frame, as an option of the list around it. That list has the keys. */
export function FrameCell(props: {
  list: FrameListProps;
  cell: SheetFrame;
  index: number;
  className: string;
  isTabStop: boolean;
  style?: CSSProperties;
  onFocus?: () => void;
  children?: ReactNode;
}) {
  const { list, cell, index } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the keys.
    <div
      role="option"
      className={props.className}
      style={props.style}
      data-cell={index}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-selected={index === list.selected}
      aria-posinset={index + 1}
      aria-setsize={list.frames.count}
      aria-label={nameOf(cell, list.members)}
      onClick={() => list.onOpen(cell.file, cell.frame)}
      onFocus={props.onFocus}
    >
      <span className="thumb">
        <ThumbnailPicture ask={list.ask} content={cell.file.content} frame={cell.frame} />
      </span>
      {props.children}
    </div>
  );
}

function nameOf({ file, member, frame }: SheetFrame, members: number): string {
  const frames = file.scan.kind === 'dicom' ? file.scan.summary.frames : 1;
  return imageStrings.place(member + 1, members, frame + 1, frames);
}
