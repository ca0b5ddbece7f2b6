import { holdsImage } from '../../text-search/found-text.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { Job } from '../contracts/deidentify.protocol.ts';
import type { SearchFacts, SearchResult } from '../contracts/text-search.ts';

/**
 * What a worker is told of a file: its bytes, the person's decisions, and what an earlier pass found. @returns null when
 * the bytes are not at hand.
 */
export function jobOf({
  id,
  path,
  content,
  scan,
  outcome,
  release,
  redaction,
  values,
  document,
  search,
}: BatchFile): Job | null {
  if (content === null) return null;
  const looked = scan.kind === 'dicom' ? scan.fragments : undefined;
  const fragments = outcome?.kind === 'deidentified' ? (outcome.fragments ?? looked) : looked;
  return {
    input: { id, path, content },
    release,
    ...(redaction && { redaction }),
    ...(values && { values }),
    ...(document && { document }),
    ...(search && { search: factsOf(search) }),
    ...(fragments && { fragments }),
    // What was told of the output, to a media directory, has to stay true.
    ...(outcome?.kind === 'deidentified' && outcome.facts && { describesOutput: true as const }),
  };
}

/** Nothing that was read in an image goes to the workers that write files. */
export function factsOf(search: SearchResult): SearchFacts {
  if (search.kind === 'not-searched') return search;
  const { texts, isTextBeside } = search;
  const hits = texts.filter(holdsImage).map(({ box, kind }) => ({ ...box, isPatients: kind === 'header' }));
  return { kind: 'searched', hits, isTextBeside };
}

/** Makes each job when its turn comes. A list of all jobs would be as large as the list of files. */
export function* jobsOf(files: Iterable<BatchFile>): Generator<Job> {
  for (const file of files) {
    const job = jobOf(file);
    if (job !== null) yield job;
  }
}
