import { Check, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { TestLine } from '../../pipeline/contracts/upload.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { uploadStrings as text } from '../ui/strings/upload/uploads.ts';

export type TestState =
  | { readonly kind: 'untested' }
  | { readonly kind: 'testing' | 'tested'; readonly lines: readonly TestLine[] };

const icons = { ok: Check, warning: TriangleAlert, failure: CircleX } as const;

/** What a test found, line by line as it comes. */
export function ConnectionTest({ test }: { test: TestState }) {
  const lines = test.kind === 'untested' ? [] : test.lines;
  return (
    <div role="status" aria-label={text.testResult}>
      {lines.length > 0 && (
        <ul className="checks">
          {lines.map((line) => (
            <li key={line.text} className={line.tone === 'ok' ? undefined : 'warn'}>
              <Icon of={icons[line.tone]} size={14} />
              <span>{line.text}</span>
              <span className="faint">{line.detail}</span>
            </li>
          ))}
        </ul>
      )}
      {test.kind === 'testing' && (
        <p className="row muted small">
          <Icon of={LoaderCircle} size={14} className="spin" />
          {text.testing}
        </p>
      )}
    </div>
  );
}
