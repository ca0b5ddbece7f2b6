import type { BudgetChoice } from '../../pipeline/pool/pool-budget.ts';
import { automaticBudget, parseBudgetChoice } from '../../pipeline/pool/pool-budget.ts';

const WORKERS = 'nescio-workers';
const MEGABYTES = 'nescio-memory-megabytes';

/** What this machine is trusted with. */
export function machineBudget() {
  const { hardwareConcurrency, deviceMemory } = navigator as Navigator & { readonly deviceMemory?: number };
  return automaticBudget(hardwareConcurrency, deviceMemory);
}

/** What the person chose on an earlier visit; nothing where the browser keeps nothing. */
export function readBudgetChoice(): BudgetChoice {
  try {
    return parseBudgetChoice(localStorage.getItem(WORKERS), localStorage.getItem(MEGABYTES));
  } catch {
    return { workers: null, inFlightMegabytes: null };
  }
}

/** Two plain numbers, and not about any patient. */
export function writeBudgetChoice({ workers, inFlightMegabytes }: BudgetChoice): void {
  try {
    writeNumber(WORKERS, workers);
    writeNumber(MEGABYTES, inFlightMegabytes);
  } catch {
    // A browser that keeps nothing decides by the machine at each visit.
  }
}

function writeNumber(name: string, value: number | null): void {
  if (value === null) {
    localStorage.removeItem(name);
  } else {
    localStorage.setItem(name, String(value));
  }
}
