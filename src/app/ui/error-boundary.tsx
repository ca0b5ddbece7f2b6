import type { ReactNode } from 'react';
import { Component } from 'react';

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

  override componentDidUpdate(before: Props) {
    if (this.state.hasFailed && before.shows !== this.props.shows) {
      this.setState({ hasFailed: false });
    }
  }

  override render() {
    if (!this.state.hasFailed) {
      return this.props.children;
    }
    return (
      <div className="region-failed" role="alert">
        <p>{this.props.region} could not be shown. Your files and decisions are still here.</p>
        <button type="button" className="btn" onClick={() => this.setState({ hasFailed: false })}>
          Show again
        </button>
      </div>
    );
  }
}
