import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { groupReasons } from '../batch/derived/group-reasons.ts';
import { useBatch } from '../store/use-batch.ts';
import { FileList } from '../ui/controls/file-list.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import { Swatch } from '../ui/controls/swatch.tsx';
import { formatCount } from '../ui/format.ts';
import { studiesStrings } from '../ui/strings/studies.ts';

const text = studiesStrings.notExported;
const KINDS = ['held', 'failed', 'skipped'] as const;

/** Every file that stays behind, by reason; a reason opens its files. */
export function NotExported(props: {
  /** Where there is no tree, the reasons are what there is to read. */
  isOpenAtFirst: boolean;
  onOpenFile: (id: number) => void;
  onPutBack: (ids: readonly number[]) => void;
}) {
  const files = useBatch((state) => state.files);
  const rules = useBatch((state, derived) => derived.rules(state));
  const leftOut = useBatch((state) => state.leftOut);
  const reasons = useMemo(() => groupReasons(files, rules), [files, rules]);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(props.isOpenAtFirst);
  const summary = useRef<HTMLElement>(null);
  const counts = KINDS.flatMap((kind) => {
    const total = reasons.reduce((sum, group) => (group.kind === kind ? sum + group.files.length : sum), 0);
    return total > 0 ? [{ kind, total }] : [];
  });
  if (counts.length === 0) {
    return null;
  }
  const isWaiting = counts.some(({ kind }) => kind === 'held');
  const heading = !isWaiting ? 'settled' : counts.length === 1 ? 'waiting' : 'mixed';
  return (
    <details
      className="not-exported"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setOpen(false);
        summary.current?.focus();
      }}
    >
      <summary ref={summary}>
        <Icon of={ChevronDown} size={14} className="twist" />
        <span className="grow">{text.heading[heading]}</span>
        {counts.map(({ kind, total }) => (
          <span key={kind} className="row num" title={text.kinds[kind]}>
            <Swatch kind={kind} />
            {formatCount(total)} <span className="vh">{text.kinds[kind]} </span>
          </span>
        ))}
      </summary>
      <ul className="num">
        {reasons.map((group) => {
          const isShown = group.key === openKey;
          const returnable = group.files.flatMap(({ file }) => (leftOut.has(file.id) ? [file.id] : []));
          return (
            <li key={group.key}>
              <button
                type="button"
                className="reason"
                aria-expanded={isShown}
                onClick={() => setOpenKey(isShown ? null : group.key)}
              >
                <Icon of={isShown ? ChevronDown : ChevronRight} size={12} className="twist" />
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
              {isShown && <FileList label={group.label} files={group.files} onOpen={props.onOpenFile} />}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
