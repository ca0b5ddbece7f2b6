import { summariseBatch, withoutIdentifyingDetails } from './batch-summary.ts';
import { type BundleEntry, packBundle } from './bundle.ts';
import { changesCsvStream } from './changes-csv.ts';
import { type InspectedFile, inspectFiles } from './inspect-files.ts';
import { inMemory, inOrder } from './ordered-request.ts';
import { outputEntries } from './outputs-csv.ts';
import { sharedProfileJson } from './profile-json.ts';
import type { OrderedRequest, RecordsContext, RecordsHolding, RecordsRequest } from './records-input.ts';
import { textEntry } from './text-entry.ts';
import { uploadsCsv } from './uploads-csv.ts';

/**
 * `receipt.zip`: what was done, for those who get the output. It holds no original value, no input path and nothing
 * that a person typed, whatever `includesOriginalValues` says, but what a profile says of all files: its name, own rules,
 * templates. Own words are counted, and new values that own rules write are left out.
 * @throws as `buildRecords`
 */
export function buildReceipt(request: RecordsRequest, context: RecordsContext): Promise<Blob> {
  const entries = receiptEntries(inOrder(request), context, inMemory);
  return packBundle(entries, context.streamBundle, request.signal);
}

/**
 * What `receipt.zip` holds, to be pulled in order.
 * @param unreadableBefore for whoever takes `changes.csv` from the records, which have the same, and does not pull it here: how many files
 *   could not be read for it
 */
export function receiptEntries(
  request: OrderedRequest,
  context: RecordsContext,
  { createDistinct }: Pick<RecordsHolding, 'createDistinct'>,
  unreadableBefore = 0,
): readonly BundleEntry[] {
  const { profile, signal, files } = request;
  let unreadableFiles = unreadableBefore;
  async function* inspected(): AsyncGenerator<InspectedFile> {
    for await (const file of inspectFiles(files, context.pool, signal)) {
      if (!file.isReadable) unreadableFiles += 1;
      yield file;
    }
  }
  const report = async () => {
    // The rule tables that the report reads come with the first bundle, not with the page.
    const { reportHtml } = await import('./report-html.ts');
    return reportHtml({
      ...context,
      audience: 'receipt',
      profile,
      summary: withoutIdentifyingDetails(summariseBatch(files, createDistinct)),
      review: request.review,
      unreadableFiles,
    });
  };
  return [
    { name: 'changes.csv', content: () => changesCsvStream(inspected(), false) },
    ...outputEntries(request.outputs),
    textEntry('profile.json', () => sharedProfileJson(profile)),
    ...(request.uploads.length > 0 ? [textEntry('uploads.csv', () => uploadsCsv(request.uploads, files))] : []),
    textEntry('report.html', report),
  ];
}
