import type { KeyAct } from '../decide/decide-keys.ts';
import type { SeriesSheetState } from '../image/tiles/use-series-sheet.ts';

/** The keys of the sheet. @returns false for a key that means something else now */
export function hearSheetKey(sheet: SeriesSheetState, key: KeyAct, images: number): boolean {
  switch (key) {
    case 'view-one':
      sheet.setMode('one');
      return true;
    case 'view-all':
    case 'view-sheet':
      if (images > 1) sheet.setMode(key === 'view-all' ? 'all' : 'sheet');
      return true;
    case 'mark-page':
      if (sheet.mode !== 'one') sheet.markPage();
      return true;
    default:
      return sheet.mode !== 'one' && hearOnSheet(sheet, key);
  }
}

/** Keys that mean something else while a single image is shown. */
function hearOnSheet(sheet: SeriesSheetState, key: KeyAct): boolean {
  if (typeof key === 'object') {
    if (Math.abs(key.images) > 1) sheet.turnTo(sheet.page + Math.sign(key.images));
    return true;
  }
  if (key === 'image') sheet.setMode('one');
  return key === 'image' || key === 'draw' || key === 'select' || key === 'picture' || key.startsWith('zoom');
}
