import { useEffect, useRef, useState } from 'react';
import type { DrawnFile } from '../batch/decide/make-decision.ts';
import { subjectOf, type WaitingEntry } from '../batch/decide/waiting-entries.ts';
import type { DrawingPlace, DrawingProblem } from '../intents/decide/draw-documents.ts';
import { useIntents } from '../store/use-batch.ts';

/** The drawing of an entry's documents. */
export type PageDrawing = {
  /** Null while nothing is drawn. */
  readonly place: DrawingPlace | null;
  /** Of the last drawing of this entry. */
  readonly problems: readonly DrawingProblem[];
  readonly start: () => void;
  readonly cancel: () => void;
};

/**
 * Drawing ends with the entry that is open, or by a cancel.
 * @param onDrawn called with what could be drawn until then, if anything, and whether the entry is still open
 */
export function usePageDrawing(
  entry: WaitingEntry,
  onDrawn: (drawn: readonly DrawnFile[], isOpen: boolean) => void,
): PageDrawing {
  const { drawDocuments } = useIntents();
  const [place, setPlace] = useState<DrawingPlace | null>(null);
  const [problems, setProblems] = useState<readonly DrawingProblem[]>([]);
  const stop = useRef<AbortController | null>(null);
  const subject = subjectOf(entry);
  /** Of the entry that is shown; null when none is. */
  const opened = useRef<string | null>(null);
  useEffect(() => {
    const end = () => {
      stop.current?.abort();
      stop.current = null;
      opened.current = null;
      setPlace(null);
    };
    opened.current = subject;
    setProblems([]);
    return end;
  }, [subject]);

  async function draw(): Promise<void> {
    if (stop.current !== null || entry.isChecking) return;
    const own = new AbortController();
    stop.current = own;
    setProblems([]);
    const { drawn, problems: found } = await drawDocuments(entry.files, own.signal, (at) => {
      if (stop.current === own) setPlace(at);
    });
    if (stop.current === own) {
      stop.current = null;
      setPlace(null);
    }
    const isOpen = opened.current === subject;
    if (isOpen) setProblems(found);
    if (drawn.length > 0) onDrawn(drawn, isOpen);
  }

  return {
    place,
    problems,
    start: () => void draw(),
    cancel: () => {
      stop.current?.abort();
      stop.current = null;
      setPlace(null);
    },
  };
}
