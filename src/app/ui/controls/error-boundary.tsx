import type { ReactNode } from 'react';
import { Component } from 'react';
import { strings } from '../strings.ts';
import { forgetFailedViews } from './lazy-view.tsx';

type Props = {
  readonly region: string;
  /** What is shown: another one is tried again after a fault, and keeps its state where there was none. */
  readonly shows?: unknown;
  readonly children: ReactNode;
};

/**
 * Keeps a fault in one region from taking the batch with it. A class because React offers boundaries no other way. The
 * error itself is not shown or logged: its text could quote a value.
 */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  private showAgain() {
    forgetFailedViews();
    this.setState({ hasFailed: false });
  }

  override componentDidUpdate(before: Props) {
    if (this.state.hasFailed && before.shows !== this.props.shows) {
      this.showAgain();
    }
  }

  override render() {
    if (!this.state.hasFailed) {
      return this.props.children;
    }
    return (
      <div className="region-failed" role="alert">
        <p>{strings.shell.notShown(this.props.region)}</p>
        <button type="button" className="btn" onClick={() => this.showAgain()}>
          {strings.shell.showAgain}
        </button>
      </div>
    );
  }
}
