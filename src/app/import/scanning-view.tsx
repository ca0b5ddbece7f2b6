import { useMemo } from 'react';
import { groupReasons } from '../batch/derived/group-reasons.ts';
import type { Patient } from '../batch/derived/study-nodes.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { ProgressBar } from '../ui/controls/progress-bar.tsx';
import { Swatch } from '../ui/controls/swatch.tsx';
import { formatBytes, formatCount } from '../ui/format.ts';
import { progressStrings } from '../ui/strings/progress.ts';
import { strings } from '../ui/strings.ts';
import { announceScan } from './announce-scan.ts';

const text = progressStrings.scanning;

/** What has been found so far, while headers are read. */
export function ScanningView() {
  const scan = useBatch((state, derived) => derived.scan(state));
  const files = useBatch((state) => state.files);
  const rules = useBatch((state, derived) => derived.rules(state));
  const patients = useBatch((state, derived) => derived.patients(state, 'as-found'));
  const reasons = useMemo(() => groupReasons(files, rules), [files, rules]);
  const { stopScan } = useIntents();
  const setAside = reasons.reduce((sum, group) => sum + group.files.length, 0);
  if (scan === null) return null;
  return (
    <section className="pane scanning" aria-labelledby="scan-h">
      <div className="scroll">
        <div className="scan-body">
          <div className="scan-head">
            <div className="row between">
              <h1 id="scan-h" className="statement">
                {strings.scan.heading}
              </h1>
              <button type="button" className="btn" disabled={scan.isStopping} onClick={stopScan}>
                {scan.isStopping ? text.stopping : text.stop}
              </button>
            </div>
            <ProgressBar name={strings.scan.heading} value={scan.read} max={scan.found} />
            <p role="status" className="muted num small">
              {announceScan(scan)}
            </p>
            <p className="path clip">{scan.path || ' '}</p>
          </div>
          <Figures patients={patients} />
          <div className="scan-pair">
            <Modalities patients={patients} />
            <section className="card" aria-labelledby="aside-h">
              <div className="card-head">
                <h2 id="aside-h">{text.aside}</h2>
                <span className="faint num end small">{formatCount(setAside)}</span>
              </div>
              <table className="table num">
                <tbody>
                  {reasons.map((group) => (
                    <tr key={group.key}>
                      <td>
                        <span className="row">
                          <Swatch kind={group.kind} />
                          {group.label}
                        </span>
                      </td>
                      <td className="r">{formatCount(group.files.length)}</td>
                    </tr>
                  ))}
                  {reasons.length === 0 && (
                    <tr>
                      <td className="faint">{progressStrings.nothing}</td>
                    </tr>
                  )}
                </tbody>
              </table>
            </section>
          </div>
        </div>
      </div>
    </section>
  );
}

function Figures({ patients }: { patients: readonly Patient[] }) {
  const studies = patients.flatMap((patient) => patient.studies);
  const size = formatBytes(patients.reduce((sum, patient) => sum + patient.sizeBytes, 0));
  const figures = [
    [text.figures.patients, patients.length],
    [text.figures.studies, studies.length],
    [text.figures.series, studies.reduce((sum, study) => sum + study.series.length, 0)],
    [text.figures.images, patients.reduce((sum, patient) => sum + patient.files, 0)],
  ] as const;
  return (
    <dl className="stats big">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatCount(value)}</dd>
        </div>
      ))}
      <div>
        <dt>{text.figures.size}</dt>
        <dd>
          {size.value}
          <small>{size.unit}</small>
        </dd>
      </div>
    </dl>
  );
}

function Modalities({ patients }: { patients: readonly Patient[] }) {
  const rows = useMemo(() => {
    const counts = new Map<string, number>();
    for (const series of patients.flatMap(({ studies }) => studies.flatMap((study) => study.series))) {
      counts.set(series.modality, (counts.get(series.modality) ?? 0) + series.files);
    }
    return [...counts].sort((a, b) => b[1] - a[1]);
  }, [patients]);
  const most = rows[0]?.[1] ?? 1;
  return (
    <section className="card" aria-labelledby="modalities-h">
      <div className="card-head">
        <h2 id="modalities-h">{text.modalities}</h2>
      </div>
      <table className="table num">
        <tbody>
          {rows.map(([modality, count]) => (
            <tr key={modality}>
              <td className="modality-cell">
                <span className="modality">{modality || '—'}</span>
              </td>
              <td className="muted nowrap">{strings.modalities[modality] ?? text.otherModality}</td>
              <td className="bar-cell">
                <div className="bar thin neutral">
                  <i style={{ inlineSize: `${(100 * count) / most}%` }} />
                </div>
              </td>
              <td className="r">{formatCount(count)}</td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td className="faint">{progressStrings.nothing}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
