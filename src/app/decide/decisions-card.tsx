import { useState } from 'react';
import type { DecideState, Decision } from '../batch/decide/decide-state.ts';
import { formatCount, formatTime } from '../ui/format.ts';
import { decideStrings } from '../ui/strings/decide.ts';
import { describeDecision } from './describe-decision.ts';

const text = decideStrings.card;

/**
 * What was decided in this batch and is in force, the last one first, each with its way back.
 * @param props.takeable those that can be taken back before any other is
 * @param props.elsewhere files that decisions are about which were not made in *Decide*, by kind
 */
export function DecisionsCard(props: {
  decisions: DecideState['decisions'];
  takeable: ReadonlySet<Decision>;
  elsewhere: Parameters<typeof text.elsewhere>[0];
  isBusy: boolean;
  onTakeBack: (decision: Decision) => void;
}) {
  const [isWhole, setWhole] = useState(false);
  const { length } = props.decisions;
  if (length + props.elsewhere.length === 0) return null;
  const shown = props.decisions.toReversed().slice(0, isWhole ? length : AT_FIRST);
  return (
    <section className="card" aria-labelledby="decisions-h">
      <div className="card-head">
        <h2 id="decisions-h">{text.heading}</h2>
        {length > 0 && <span className="faint num">{formatCount(length)}</span>}
      </div>
      {length > 0 && (
        <ul className="decided">
          {shown.map((decision) => (
            <li key={`${decision.atIso} ${decision.entry}`} className="decided-row">
              <span>
                {describeDecision(decision)}
                {decision.verdict.kind === 'nothing-identifying' && (
                  <span className="faint decided-seen">
                    {text.seen(decision.seen.each, decision.seen.inProjections, decision.seen.of)}
                  </span>
                )}
                {!props.takeable.has(decision) && <span className="faint decided-seen">{text.laterFirst}</span>}
              </span>
              <time className="faint num" dateTime={decision.atIso}>
                {decision.by !== undefined && `${decision.by} · `}
                {formatTime(Date.parse(decision.atIso))}
              </time>
              <button
                type="button"
                className="btn quiet small"
                aria-label={text.takeBack(describeDecision(decision))}
                title={text.about}
                disabled={props.isBusy || !props.takeable.has(decision)}
                onClick={() => props.onTakeBack(decision)}
              >
                {decideStrings.acts.undo}
              </button>
            </li>
          ))}
        </ul>
      )}
      {length > AT_FIRST && (
        <button type="button" className="link small decided-all" onClick={() => setWhole(!isWhole)}>
          {isWhole ? text.fewer : text.all(length)}
        </button>
      )}
      {props.elsewhere.length > 0 && <p className="small decided-elsewhere">{text.elsewhere(props.elsewhere)}</p>}
    </section>
  );
}

const AT_FIRST = 6;
