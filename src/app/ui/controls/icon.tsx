import type { LucideIcon } from 'lucide-react';

/** A decorative Lucide icon; the text beside it carries the meaning. */
export function Icon({ of: Glyph, size = 16, className = '' }: { of: LucideIcon; size?: number; className?: string }) {
  return <Glyph className={`icon ${className}`} size={size} strokeWidth={1.75} aria-hidden="true" />;
}
