import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { groupReasons } from '../batch/derived/group-reasons.ts';
import { useBatch } from '../store/use-batch.ts';
import { FileList } from '../ui/controls/file-list.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import { Swatch } from '../ui/controls/swatch.tsx';
import { formatCount } from '../ui/format.ts';
import { studiesStrings } from '../ui/strings/studies.ts';

const text = studiesStrings.notExported;

/** Every file that stays behind, by reason; a reason opens its files. */
export function NotExported(props: { onOpenFile: (id: number) => void; onPutBack: (ids: readonly number[]) => void }) {
  const files = useBatch((state) => state.files);
  const rules = useBatch((state, derived) => derived.rules(state));
  const leftOut = useBatch((state) => state.leftOut);
  const reasons = useMemo(() => groupReasons(files, rules), [files, rules]);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const total = reasons.reduce((sum, group) => sum + group.files.length, 0);
  if (total === 0) {
    return null;
  }
  return (
    <details className="not-exported" open>
      <summary>
        <Icon of={ChevronDown} size={14} className="twist" />
        <span className="grow">{text.heading}</span>
        <span className="num faint">{text.files(total)}</span>
      </summary>
      <ul className="num">
        {reasons.map((group) => {
          const isOpen = group.key === openKey;
          const returnable = group.files.flatMap(({ file }) => (leftOut.has(file.id) ? [file.id] : []));
          return (
            <li key={group.key}>
              <button
                type="button"
                className="reason"
                aria-expanded={isOpen}
                onClick={() => setOpenKey(isOpen ? null : group.key)}
              >
                <Icon of={isOpen ? ChevronDown : ChevronRight} size={12} className="twist" />
                <Swatch kind={group.kind} />
                <span className="clip" title={group.label}>
                  <span className="vh">{group.kind}: </span>
                  {group.label}
                </span>
                <span>{formatCount(group.files.length)}</span>
              </button>
              {returnable.length > 0 && (
                <button type="button" className="link small put-back" onClick={() => props.onPutBack(returnable)}>
                  {studiesStrings.leftOut.putBack}
                </button>
              )}
              {isOpen && <FileList label={group.label} files={group.files} onOpen={props.onOpenFile} />}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
