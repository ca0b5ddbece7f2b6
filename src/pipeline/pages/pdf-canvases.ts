type Held = { canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null };

/** Canvases without a page, as the library asks for them. */
export class PdfCanvases {
  create(width: number, height: number): Held {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: contextOf(canvas) };
  }

  reset({ canvas }: Held, width: number, height: number): void {
    if (canvas === null) return;
    canvas.width = width;
    canvas.height = height;
  }

  destroy(held: Held): void {
    // The memory goes with the size, not with the collector.
    if (held.canvas !== null) held.canvas.width = held.canvas.height = 0;
    held.canvas = null;
    held.context = null;
  }
}

export function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No canvas of this size.');
  return context;
}

/** Filters need an SVG in a page. Transfer functions and masks by luminosity are drawn without. */
export class PdfFilters {
  addFilter = none;
  addHCMFilter = none;
  addAlphaFilter = none;
  addLuminosityFilter = none;
  addHighlightHCMFilter = none;
  destroy(): void {}
}

function none(): string {
  return 'none';
}
