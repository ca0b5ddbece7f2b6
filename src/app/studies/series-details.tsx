import { Hand } from 'lucide-react';
import { useMemo } from 'react';
import type { Series } from '../batch/derived/study-nodes.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { formatCount, formatSize } from '../ui/format.ts';
import { studiesStrings } from '../ui/strings/studies.ts';
import { transferSyntaxName } from '../ui/strings/transfer-syntaxes.ts';
import { strings } from '../ui/strings.ts';
import { seriesFacts } from './series-facts.ts';

const text = studiesStrings.details;

/** The second line of a series: how its pixels are coded, and what its headers already show as a risk. */
export function SeriesDetails({ series }: { series: Series }) {
  const { members } = series;
  const { transferSyntaxUids, risks, frames } = useMemo(() => seriesFacts(members), [members]);
  const syntaxes = transferSyntaxUids.map(transferSyntaxName);
  const syntax = syntaxes.length === 1 ? syntaxes[0] : text.severalSyntaxes(syntaxes.length);
  return (
    <>
      <span title={syntaxes.join(', ')}>{syntax}</span>
      <span className="num"> · {formatSize(series.sizeBytes)}</span>
      {frames > series.files && <span className="num"> · {text.frames(frames)}</span>}
      {risks.map(([kind, files]) => (
        <span key={kind} className="risk num">
          <Icon of={Hand} size={12} />
          {strings.holdKinds[kind]} ({formatCount(files)})
        </span>
      ))}
      {risks.length === 0 && <span> · {text.noRisk}</span>}
    </>
  );
}
