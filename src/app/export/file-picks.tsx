import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { VirtualList } from '../ui/controls/virtual-list.tsx';
import { exportStrings } from '../ui/strings/export.ts';

const text = exportStrings.held;

/** Files of one held series, each with a tick: a decision can take some and leave the others. */
export function FilePicks(props: {
  label: string;
  files: readonly BatchFile[];
  excluded: ReadonlySet<number>;
  onChange: (excluded: ReadonlySet<number>) => void;
  onInspect: (id: number) => void;
}) {
  const { files, excluded } = props;
  const toggle = (id: number) => {
    const next = new Set(excluded);
    if (!next.delete(id)) {
      next.add(id);
    }
    props.onChange(next);
  };
  return (
    <div className="picks">
      <div className="row between small">
        <span className="muted">{text.picks}</span>
        <button
          type="button"
          className="link"
          onClick={() => props.onChange(excluded.size > 0 ? new Set() : new Set(files.map(({ id }) => id)))}
        >
          {excluded.size > 0 ? text.tickAll : text.tickNone}
        </button>
      </div>
      <VirtualList
        label={props.label}
        items={files}
        rowPx={28}
        rowClass="pick-row"
        keyOf={({ id }) => id}
        render={(file) => (
          <>
            <label className="check">
              <input type="checkbox" checked={!excluded.has(file.id)} onChange={() => toggle(file.id)} />
              <span className="mono clip">{file.path}</span>
            </label>
            <button type="button" className="link small" onClick={() => props.onInspect(file.id)}>
              {text.inspect}
              <span className="vh"> {file.path}</span>
            </button>
          </>
        )}
      />
    </div>
  );
}
