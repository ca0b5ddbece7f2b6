import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../../ui/controls/icon-button.tsx';
import { sheetStrings } from '../../ui/strings/sheet.ts';

/** To the page of tiles before and behind, and which one is open. @param props.page from 0 */
export function PageTurner({ page, pages, turnTo }: { page: number; pages: number; turnTo: (page: number) => void }) {
  return (
    <>
      <IconButton icon={ChevronLeft} name={sheetStrings.previous} onPress={() => turnTo(page - 1)} />
      <span className="num" role="status">
        {sheetStrings.page(page + 1, pages)}
      </span>
      <IconButton icon={ChevronRight} name={sheetStrings.next} onPress={() => turnTo(page + 1)} />
    </>
  );
}
