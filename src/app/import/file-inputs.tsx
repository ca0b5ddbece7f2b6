import type { ChangeEvent, RefObject } from 'react';
import { strings } from '../ui/strings.ts';

/**
 * The two file inputs of the page, always there and exactly once. Other inputs are made on demand and have neither
 * `multiple` nor `webkitdirectory`.
 */
export function FileInputs(props: {
  folderInput: RefObject<HTMLInputElement | null>;
  filesInput: RefObject<HTMLInputElement | null>;
  onFiles: (files: readonly File[]) => void;
}) {
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    // The same folder can be chosen again after this.
    event.target.value = '';
    if (files.length > 0) {
      props.onFiles(files);
    }
  };
  return (
    <>
      <input
        ref={props.folderInput}
        type="file"
        webkitdirectory=""
        hidden
        aria-label={strings.add.folderInput}
        onChange={take}
      />
      <input ref={props.filesInput} type="file" multiple hidden aria-label={strings.add.filesInput} onChange={take} />
    </>
  );
}

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Not in the HTML standard, and in every browser. */
    webkitdirectory?: '' | undefined;
  }
}
