import { Check, CircleQuestionMark, SlidersHorizontal, SunMoon, WifiOff } from 'lucide-react';
import { type ComponentType, Suspense, useState } from 'react';
import type { Step } from '../batch/batch-state.ts';
import { Icon } from './controls/icon.tsx';
import { lazyView } from './controls/lazy-view.tsx';
import { formatCount } from './format.ts';
import { useIsOnline, useWorksOffline } from './offline.ts';
import { useRequestCounts } from './request-counter.ts';
import { strings } from './strings.ts';
import { toggleTheme } from './theme.ts';
import { useHelpKey } from './use-help-key.ts';

const AboutDialog = lazyView(() => import('./about-dialog.tsx').then((script) => script.AboutDialog));

const STEPS = [strings.steps.add, strings.steps.review, strings.steps.decide, strings.steps.deliver];
const DECIDE = 2;
const POSITION: Readonly<Record<Step, number>> = { start: 0, scanning: 0, review: 1, decide: 2, running: 1, result: 3 };

/** Place, steps, the request counter, theme and help: the same on every screen. */
export function TopBar(props: {
  step: Step;
  tableEdition: string;
  profileHash: string | null;
  profileToggle: ProfileToggle | null;
  /** How many files wait for a person. */
  waiting: number;
  /** Null where there is nothing to decide on yet, or not now. */
  onDecide: (() => void) | null;
  Help: ComponentType<HelpProps>;
}) {
  const { Help } = props;
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isAboutOpen, setAboutOpen] = useState(false);
  const { sent, blocked, hosts } = useRequestCounts();
  const badge = strings.requests.badge(sent, hosts);
  const worksOffline = useWorksOffline();
  const isOnline = useIsOnline();
  // In Decide the same key opens the list of its keys.
  useHelpKey(props.step === 'decide' ? null : () => setHelpOpen(true));
  const isClean = sent === 0 && blocked === 0;
  return (
    <header className="topbar">
      <span className="brand">
        <Brand />
        <span>{strings.product}</span>
      </span>
      <ol className="steps" aria-label={strings.shell.steps}>
        {STEPS.map((name, index) => (
          <StepItem
            key={name}
            name={name}
            index={index}
            current={POSITION[props.step]}
            waiting={index === DECIDE ? props.waiting : 0}
            onOpen={index === DECIDE ? props.onDecide : null}
          />
        ))}
      </ol>
      <div className="end">
        {props.profileToggle && (
          <button
            type="button"
            className="btn small only-narrow"
            aria-expanded={props.profileToggle.isOpen}
            onClick={props.profileToggle.onToggle}
          >
            <Icon of={SlidersHorizontal} size={14} />
            {strings.shell.profile}
          </button>
        )}
        <button type="button" className="proof" aria-haspopup="dialog" onClick={() => setAboutOpen(true)}>
          <span className={isClean ? 'dot' : 'dot net'} />
          <span>{blocked > 0 ? strings.requests.badgeBlocked(badge, formatCount(blocked)) : badge}</span>
        </button>
        {worksOffline && (
          <button type="button" className="proof offline" aria-haspopup="dialog" onClick={() => setAboutOpen(true)}>
            <Icon of={WifiOff} size={14} />
            <span>{isOnline ? strings.offline.badge : strings.offline.badgeOff}</span>
          </button>
        )}
        <button type="button" className="icon-btn" aria-label={strings.shell.theme} onClick={toggleTheme}>
          <Icon of={SunMoon} />
        </button>
        <button type="button" className="icon-btn" aria-label={strings.about.open} onClick={() => setHelpOpen(true)}>
          <Icon of={CircleQuestionMark} />
        </button>
      </div>
      <Suspense>
        {isHelpOpen && (
          <Help
            onAbout={() => {
              setHelpOpen(false);
              setAboutOpen(true);
            }}
            onClose={() => setHelpOpen(false)}
          />
        )}
        {isAboutOpen && (
          <AboutDialog
            tableEdition={props.tableEdition}
            profileHash={props.profileHash}
            onClose={() => setAboutOpen(false)}
          />
        )}
      </Suspense>
    </header>
  );
}

/** What Help, a feature of its own, is given. */
export type HelpProps = { readonly onAbout: () => void; readonly onClose: () => void };

export type ProfileToggle = { readonly isOpen: boolean; readonly onToggle: () => void };

function StepItem(props: {
  name: string;
  index: number;
  current: number;
  waiting: number;
  onOpen: (() => void) | null;
}) {
  const { name, index, current, waiting } = props;
  const isDone = index < current && waiting === 0;
  return (
    <li className={isDone ? 'done' : undefined} aria-current={index === current ? 'step' : undefined}>
      {isDone && <Icon of={Check} size={14} />}
      {props.onOpen === null ? (
        name
      ) : (
        <button type="button" className="step-button" onClick={props.onOpen}>
          {name}
        </button>
      )}
      {waiting > 0 && (
        <span className="step-count num">
          {formatCount(waiting)}
          <span className="vh">{strings.shell.stepWaits}</span>
        </span>
      )}
      {isDone && <span className="vh">{strings.shell.stepDone}</span>}
    </li>
  );
}

function Brand() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path d="M3.5 3v14M16.5 3v14" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M3.5 3 16.5 17" stroke="var(--accent-text)" strokeWidth="4.4" strokeLinecap="butt" />
    </svg>
  );
}
