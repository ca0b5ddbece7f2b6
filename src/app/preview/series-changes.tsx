import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useEffect, useMemo } from 'react';
import type { SeriesSurvey } from '../batch/batch-state.ts';
import type { Series } from '../batch/derived/study-nodes.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { ProgressBar } from '../ui/controls/progress-bar.tsx';
import { strings } from '../ui/strings.ts';
import { TagChanges } from './changes/tag-changes.tsx';
import { seriesRows } from './series-rows.ts';

type Table = Omit<ComponentProps<typeof TagChanges>, 'rows' | 'series'>;

/** All files of a series in one table: one row an attribute, with its distinct values and how many files have each. */
export function SeriesChanges(
  props: Table & {
    ofSeries: Series;
    survey: SeriesSurvey | null;
    onSurvey: (key: string, ids: readonly number[]) => void;
    onLeave: () => void;
  },
) {
  const { ofSeries, onSurvey, onLeave, ...table } = props;
  const { key, members } = ofSeries;
  const survey = props.survey?.key === key ? props.survey : null;
  const ask = () =>
    onSurvey(
      key,
      members.map(({ id }) => id),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once a series; who answers reads it again when rules change.
  useEffect(() => {
    ask();
    return onLeave;
  }, [key]);
  const answer = survey?.survey ?? null;
  const rows = useMemo(() => (answer === null ? null : seriesRows(answer)), [answer]);
  const { series } = strings.diff;
  if (survey?.state === 'failed') {
    return (
      <div className="empty grow" role="alert">
        <p>{series.failed}</p>
        <button type="button" className="btn" onClick={ask}>
          {series.again}
        </button>
      </div>
    );
  }
  if (rows === null) {
    return (
      <div className="empty grow series-reading">
        <p className="row">
          <Icon of={LoaderCircle} className="spin" />
          {series.reading(survey?.done ?? 0, survey?.total ?? members.length)}
        </p>
        <ProgressBar name={series.progress} value={survey?.done ?? 0} max={survey?.total ?? members.length} />
      </div>
    );
  }
  return rows.files === 0 ? (
    <p className="empty grow">{series.nothing}</p>
  ) : (
    <TagChanges {...table} rows={rows.rows} series={rows} />
  );
}

/** How much of the series the table stands for; nothing while there is no table. */
export function seriesNote(shown: SeriesSurvey | null, { key, counts, members }: Series): string {
  const { series } = strings.diff;
  if (shown?.key !== key || shown.survey === null) {
    return '';
  }
  if (shown.state !== 'ready') {
    return series.refreshing;
  }
  const unread = members.length - shown.survey.files;
  return [
    series.seen(shown.survey.files),
    unread > 0 ? series.unread(unread, members.length) : '',
    counts.held > 0 ? series.held(counts.held) : '',
  ]
    .filter(Boolean)
    .map((sentence) => (sentence.endsWith('.') ? sentence : `${sentence}.`))
    .join(' ');
}
