import { CircleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { countFaces } from '../batch/derived/count-faces.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { exportStrings } from '../ui/strings/export.ts';

/** What nothing here takes away is said before it leaves. */
export function FacesNote({ files }: { files: readonly BatchFile[] }) {
  const count = useMemo(() => countFaces(files), [files]);
  return count === 0 ? null : (
    <div className="note held">
      <Icon of={CircleAlert} />
      <p className="note-text">{exportStrings.faces(count)}</p>
    </div>
  );
}
