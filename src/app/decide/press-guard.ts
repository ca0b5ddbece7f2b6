import { useLayoutEffect, useState } from 'react';
import type { WayOut, WaysOut } from './ways-out.ts';

/** For so long after the buttons came to mean something else, a press was meant for what stood there before. */
const SETTLE_MS = 400;

export type PressGuard = {
  /** What the buttons mean from this moment on. */
  readonly show: (meaning: string, atMs: number) => void;
  /** False for a press that began before a person could have read what the buttons mean now. */
  readonly takes: (beganMs: number) => boolean;
};

export type PressStart = {
  /** A finger, a mouse button or a key goes down on a button. */
  readonly down: (atMs: number) => void;
  /** When the press began that a click ends; the click itself where nothing was noted, as from assistive technology. */
  readonly take: (clickedMs: number) => number;
};

/** The click of a space bar comes when it is let go, and may then lie on what came while it was held. */
export function createPressStart(): PressStart {
  let beganMs: number | null = null;
  return {
    down: (atMs) => {
      beganMs = atMs;
    },
    take: (clickedMs) => {
      const began = beganMs ?? clickedMs;
      beganMs = null;
      return began;
    },
  };
}

type Key = { readonly key: string; readonly repeat: boolean };

/** True for a key that presses buttons, and goes down. */
export function pressesButton({ key, repeat }: Key): boolean {
  return !repeat && (key === 'Enter' || key === ' ');
}

/** True for a key that is held down and would press button after button: a space bar presses when it is let go. */
export function isHeldEnter({ key, repeat }: Key): boolean {
  return repeat && key === 'Enter';
}

/** Keeps a press that is under way from deciding what has just taken the place of what it was meant for. */
export function createPressGuard(): PressGuard {
  let shown: string | null = null;
  let sinceMs = Number.POSITIVE_INFINITY;
  return {
    show: (meaning, atMs) => {
      if (meaning === shown) return;
      shown = meaning;
      sinceMs = atMs;
    },
    takes: (beganMs) => beganMs - sinceMs >= SETTLE_MS,
  };
}

/** What the buttons of an entry mean: other ways out, or the same ones for something else. */
export function meaningOf(subject: string, { primary, others }: WaysOut): string {
  return [subject, primary, ...others].join(' ');
}

/** True for a way that lets files out at once. What looks, asks for a line of text or leaves out is heard at any time. */
export function releases(way: WayOut): boolean {
  return releasing.has(way);
}

const releasing: ReadonlySet<WayOut> = new Set(['blank', 'nothing', 'switch-purpose', 'remove-value', 'blank-page']);

/** @returns whether the buttons are too new to let anything out, and which presses they take: any, where nothing is let out */
export function usePressGuard(meaning: string): {
  readonly isSettling: boolean;
  readonly takes: (way: WayOut, beganMs: number) => boolean;
} {
  const [guard] = useState(createPressGuard);
  const [settled, setSettled] = useState<string | null>(null);
  useLayoutEffect(() => {
    guard.show(meaning, performance.now());
    const timer = setTimeout(() => setSettled(meaning), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      setSettled(null);
    };
  }, [guard, meaning]);
  return { isSettling: settled !== meaning, takes: (way, beganMs) => !releases(way) || guard.takes(beganMs) };
}
