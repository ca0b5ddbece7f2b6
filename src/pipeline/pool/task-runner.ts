import type { Task, TaskQueue } from './task-queue.ts';
import type { SlotReply, WorkerSlot } from './worker-slot.ts';

/** A new worker takes a few tenths of a second to start. Most messages in the background end sooner, so they may. */
const graceMs = 1000;

export type TaskRunner = {
  readonly run: <Result>(task: Task<Result>) => Promise<SlotReply<Result>>;
  /**
   * Ends the workers whose task was aborted. A look at one file and a survey may run to their end, because they are short.
   * Work in the background may do so for a second.
   */
  readonly endAborted: () => void;
};

/** Lets each slot take tasks from the queue for as long as a worker can be started in it. */
export function createTaskRunner(queue: TaskQueue, slots: readonly WorkerSlot[]): TaskRunner {
  const running = new Map<WorkerSlot, Task<unknown>>();
  let slotsInUse = slots.length;

  async function serve(slot: WorkerSlot): Promise<void> {
    while (await slot.start()) {
      const entry = await queue.take();
      if (entry === null) return;
      running.set(slot, entry.task);
      const reply = await slot.run(entry.task);
      running.delete(slot);
      queue.release(entry);
      // The worker died while idle and no new one started. No worker has seen the task, so another slot may take it.
      if (reply.kind === 'unstartable' && slotsInUse > 1) queue.add(entry);
      else entry.settle(reply);
    }
    slotsInUse--;
    if (slotsInUse === 0) queue.close();
  }

  for (const slot of slots) void serve(slot);
  return {
    run: <Result>(task: Task<Result>) =>
      new Promise<SlotReply<Result>>((resolve) => {
        queue.add({ task, settle: (reply) => resolve(reply as SlotReply<Result>) });
      }),
    endAborted: () => {
      for (const [slot, task] of running) {
        if (!task.signal.aborted) continue;
        const urgency = task.urgency();
        if (urgency === 'usual') slot.terminate();
        else if (urgency === 'background') setTimeout(() => running.get(slot) === task && slot.terminate(), graceMs);
      }
    },
  };
}
