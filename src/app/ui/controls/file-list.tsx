import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { strings } from '../strings.ts';
import { VirtualList } from './virtual-list.tsx';

export type ListedFile = { readonly file: BatchFile; readonly reason: string };

/** Paths and reasons of many files. Where a file can be looked at, its path is a button. */
export function FileList(props: {
  label: string;
  files: readonly ListedFile[];
  onOpen?: ((id: number) => void) | undefined;
}) {
  const { onOpen } = props;
  return (
    <VirtualList
      label={strings.shell.filesOf(props.label)}
      items={props.files}
      rowPx={42}
      rowClass="file-row"
      keyOf={({ file }) => file.id}
      render={({ file, reason }) => (
        <>
          {onOpen !== undefined && file.scan.kind === 'dicom' ? (
            <button type="button" className="link mono" onClick={() => onOpen(file.id)}>
              {file.path}
            </button>
          ) : (
            <span className="mono">{file.path}</span>
          )}
          <span className="file-reason">{reason}</span>
        </>
      )}
    />
  );
}
