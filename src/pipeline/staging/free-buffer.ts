let nowhere: MessagePort | null = null;

const smallBytes = 64 * 1024;

/**
 * Gives the memory of bytes back now: buffers of megabytes otherwise wait for a collector that sees only their small
 * handles. They are sent to a port that nobody holds. (Measured in Chromium 156: `ArrayBuffer.prototype.transfer(0)` keeps
 * the memory until the next collection, and tells the collector that it is gone.) The bytes, and all others of their
 * buffer, are gone afterwards.
 */
export function freeBuffer({ buffer }: Uint8Array): void {
  // Gone already, or so small that the message would cost more.
  if (buffer.byteLength < smallBytes) return;
  if (nowhere === null) {
    const { port1, port2 } = new MessageChannel();
    port2.close();
    nowhere = port1;
  }
  nowhere.postMessage(null, [buffer as ArrayBuffer]);
}
