import type { Task, TaskQueue } from './task-queue.ts';
import type { SlotReply, WorkerSlot } from './worker-slot.ts';

export type TaskRunner = {
  readonly run: <Result>(task: Task<Result>) => Promise<SlotReply<Result>>;
  /** Ends the workers whose task was aborted, so that nothing of it lingers. Looks and surveys are short: they run out. */
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
      // Its worker died while idle and no other came: the task was not touched and another slot may take it.
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
      for (const [slot, task] of running) if (task.signal.aborted && task.urgency === 'usual') slot.terminate();
    },
  };
}
