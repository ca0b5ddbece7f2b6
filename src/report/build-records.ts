import { attestationsCsv } from './attestations-csv.ts';
import { summariseBatch } from './batch-summary.ts';
import { type BundleEntry, packBundle } from './bundle.ts';
import { changesCsvStream } from './changes-csv.ts';
import { replacedUids } from './crosswalk.ts';
import { decisionsPieces } from './decisions/decisions-json.ts';
import { filesCsv } from './files-csv.ts';
import { type InspectedFile, inspectFiles } from './inspect-files.ts';
import { inMemory, inOrder } from './ordered-request.ts';
import { outputEntries } from './outputs-csv.ts';
import { profileJson } from './profile-json.ts';
import type { OrderedRequest, RecordsContext, RecordsHolding, RecordsRequest } from './records-input.ts';
import { rowsEntry, textEntry } from './text-entry.ts';

/**
 * `records.zip`: everything the owner of the originals needs to find a patient again. Identifies patients; never to be
 * uploaded.
 * @throws Error with a message for people when it is too large for memory and there is no streaming writer; the
 *   signal's reason when it aborts.
 */
export function buildRecords(request: RecordsRequest, context: RecordsContext): Promise<Blob> {
  const entries = recordsEntries(inOrder(request), context, inMemory);
  return packBundle(entries, context.streamBundle, request.signal);
}

/** What `records.zip` holds, to be pulled in order. */
export function recordsEntries(
  request: OrderedRequest,
  context: RecordsContext,
  holding: RecordsHolding,
): readonly BundleEntry[] {
  const { profile, signal, files } = request;
  const crosswalk = holding.createCrosswalk();
  let unreadableFiles = 0;
  // One look at each file serves changes.csv, the crosswalk and the report, so changes.csv comes first.
  const note = (inspected: InspectedFile) => {
    if (!inspected.isReadable) unreadableFiles += 1;
    for (const pair of replacedUids(inspected.rows)) crosswalk.note(pair);
  };
  const inspected = watch(inspectFiles(files, context.pool, signal), note);
  const report = async () => {
    // The rule tables that the report reads come with the first bundle, not with the page.
    const { reportHtml } = await import('./report-html.ts');
    return reportHtml({
      ...context,
      audience: 'records',
      profile,
      summary: summariseBatch(files, holding.createDistinct),
      review: request.review,
      unreadableFiles,
    });
  };
  return [
    { name: 'changes.csv', content: () => changesCsvStream(inspected, request.includesOriginalValues) },
    textEntry('README.txt', () =>
      request.outputs ? readme.replace(profileLine, `${outputsLine}${profileLine}`) : readme,
    ),
    rowsEntry('files.csv', () => filesCsv(files)),
    rowsEntry('crosswalk.csv', () => crosswalk.rows(files)),
    textEntry('attestations.csv', () => attestationsCsv(files)),
    rowsEntry('decisions.json', () => decisionsPieces(files, request)),
    ...outputEntries(request.outputs),
    textEntry('profile.json', () => profileJson(profile)),
    textEntry('report.html', report),
  ];
}

async function* watch<Item>(items: AsyncIterable<Item>, note: (item: Item) => void): AsyncGenerator<Item> {
  for await (const item of items) {
    note(item);
    yield item;
  }
}

const profileLine = 'profile.json      ';
const outputsLine = 'outputs.csv       size and checksums of each file of the output\n';

const readme = `CONFIDENTIAL: these records identify patients. Keep them where the original files are kept, and never send them with
the de-identified files.

files.csv         one row per file added: where it went, or why it did not
crosswalk.csv     which new identifier stands for which original, and how far each patient's dates moved
changes.csv       one row per changed element
attestations.csv  what a person stated when releasing held files: when, which series, what was shown, why, and by whom if given
decisions.json    what a person decided about which files, by their new UIDs, when, and by whom if given
profile.json      the rules that were applied, with their SHA-256
report.html       a summary to read and print

crosswalk.csv can be loaded as a patient table, so that data which comes later gets the same new IDs.
In the CSV files a cell that starts with = + - or @ has an apostrophe in front, so that no spreadsheet runs it.
`;
