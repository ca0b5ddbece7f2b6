import type { ReactNode } from 'react';
import { Component } from 'react';

type Props = {
  readonly region: string;
  /** Another value lets the region try again; what is in it stays as it is. */
  readonly resetBy?: unknown;
  readonly children: ReactNode;
};
type State = { readonly hasFailed: boolean; readonly resetBy: unknown };

/**
 * Keeps a fault in one region from taking the batch with it. A class because React offers boundaries no other way. The
 * error itself is not shown or logged: its text could quote a value.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false, resetBy: this.props.resetBy };

  static getDerivedStateFromProps({ resetBy }: Props, state: State): State | null {
    return resetBy === state.resetBy ? null : { hasFailed: false, resetBy };
  }

  static getDerivedStateFromError() {
    return { hasFailed: true };
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
