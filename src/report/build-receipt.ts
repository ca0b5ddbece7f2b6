import { summariseBatch, withoutIdentifyingDetails } from './batch-summary.ts';
import { type BundleEntry, packBundle } from './bundle.ts';
import { changesCsvStream } from './changes-csv.ts';
import { inOutputOrder } from './in-output-order.ts';
import { type InspectedFile, inspectFiles } from './inspect-files.ts';
import { outputEntries } from './outputs-csv.ts';
import { sharedProfileJson } from './profile-json.ts';
import type { RecordsContext, RecordsRequest } from './records-input.ts';
import { textEntry } from './text-entry.ts';
import { uploadsCsv } from './uploads-csv.ts';

/**
 * `receipt.zip`: what was done, for those who get the output. It holds no original value, no input path and nothing
 * that a person typed, whatever `includesOriginalValues` says, but what a profile says of all files: its name, own rules,
 * templates. Own words are counted, and new values that own rules write are left out.
 * @throws as `buildRecords`
 */
export function buildReceipt(request: RecordsRequest, context: RecordsContext): Promise<Blob> {
  const { profile, signal } = request;
  const files = inOutputOrder(request.files);
  let unreadableFiles = 0;
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
      summary: withoutIdentifyingDetails(summariseBatch(files)),
      review: request.review,
      unreadableFiles,
    });
  };
  const entries: readonly BundleEntry[] = [
    { name: 'changes.csv', content: () => changesCsvStream(inspected(), false) },
    ...outputEntries(request),
    textEntry('profile.json', () => sharedProfileJson(profile)),
    ...(request.uploads.length > 0 ? [textEntry('uploads.csv', () => uploadsCsv(request.uploads, files))] : []),
    textEntry('report.html', report),
  ];
  return packBundle(entries, context.streamBundle, signal);
}
