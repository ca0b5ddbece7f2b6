import { useEffect, useRef } from 'react';

const SHOWN_MS = 12_000;

/** What was copied, and what it means. The status stays in the page so that it is spoken. */
export function CopyNote({ text, onGone }: { text: string; onGone: () => void }) {
  const gone = useRef(onGone);
  gone.current = onGone;
  useEffect(() => {
    if (text === '') {
      return;
    }
    const timer = setTimeout(() => gone.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className={text === '' ? 'vh' : 'rule-undo row'}>
      <span role="status">{text}</span>
    </div>
  );
}
