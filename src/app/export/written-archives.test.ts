import { isValidElement, type ReactElement, type ReactNode } from 'react';
import { expect, it } from 'vitest';
import type { WrittenArchive } from '../batch/batch-state.ts';
import { exportStrings } from '../ui/strings/export.ts';
import { WrittenArchives } from './written-archives.tsx';

type Props = { readonly children?: ReactNode };

/** What one note says, components inside it not looked at. */
function textIn(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textIn).join('');
  return isValidElement<Props>(node) ? textIn(node.props.children) : typeof node === 'string' ? node : '';
}

function noteOf(waiting: number, isOutOfDate: boolean): string {
  const archive = { kind: 'picked', fileName: 'deidentified.zip', sizeBytes: 2000 } as const;
  const archives = [{ archive, files: 3, number: 1, isOutOfDate } as WrittenArchive];
  const none = () => undefined;
  const acts = { isBusy: false, onSaveRest: none, onDownloadAgain: none, onDeleteCopy: none };
  const [note] = WrittenArchives({ archives, waiting, ...acts });
  const { type, props } = note as ReactElement<object> & { readonly type: (props: object) => ReactNode };
  return textIn(type(props));
}

it('says beside what was saved how many files wait and are not in it', () => {
  expect(noteOf(2, false)).toContain(exportStrings.save.waiting(2));
  expect(noteOf(1, false)).toContain('1 file waits for you and is not in it.');
  expect(noteOf(0, false)).not.toContain('wait');
  expect(noteOf(2, true), 'what is out of date says so instead').not.toContain('wait');
});
