import type { DeliveryFailure } from '../pipeline/contracts/destination.ts';
import type { WorkerConnection } from '../pipeline/pool/worker-connection.ts';

/** Waits for an answer of a worker. @returns `lost` when the worker dies, or throws, which is a bug. */
export async function askWorker<Call extends Promise<unknown>>(
  connection: Pick<WorkerConnection<unknown>, 'orLost'>,
  call: Call,
  lost: DeliveryFailure,
): Promise<Awaited<Call> | DeliveryFailure> {
  try {
    const result = await connection.orLost(call);
    return result === 'lost' ? lost : result;
  } catch {
    return lost;
  }
}

/** A worker stuck in a slow write is not waited for longer than this when it is told to stop. */
export const stopPatienceMs = 2000;
