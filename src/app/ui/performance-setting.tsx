import { useState } from 'react';
import type { BudgetChoice } from '../../pipeline/pool/pool-budget.ts';
import { megabytesToChoose, mostWorkers } from '../../pipeline/pool/pool-budget.ts';
import { machineBudget, readBudgetChoice, writeBudgetChoice } from './budget-choice.ts';
import { performanceStrings as words } from './strings/performance.ts';

const WORKERS_TO_CHOOSE = Array.from({ length: mostWorkers }, (_, at) => at + 1);
const MEGABYTE = 1024 * 1024;

/** How much of the machine the page may use, from its next start on. */
export function PerformanceSetting() {
  const [choice, setChoice] = useState(readBudgetChoice);
  const machine = machineBudget();
  const choose = (next: BudgetChoice) => {
    writeBudgetChoice(next);
    setChoice(next);
  };
  return (
    <section className="choices">
      <h3>{words.heading}</h3>
      <NumberChoice
        name={words.workers}
        value={choice.workers}
        automatic={words.ofWorkers(machine.workers)}
        numbers={WORKERS_TO_CHOOSE}
        nameOf={words.ofWorkers}
        onChange={(workers) => choose({ ...choice, workers })}
      />
      <NumberChoice
        name={words.memory}
        value={choice.inFlightMegabytes}
        automatic={words.ofMemory(machine.inFlightBytes / MEGABYTE)}
        numbers={megabytesToChoose}
        nameOf={words.ofMemory}
        onChange={(inFlightMegabytes) => choose({ ...choice, inFlightMegabytes })}
      />
      <p className="hint">{words.hint}</p>
      <p className="hint">{words.later}</p>
    </section>
  );
}

/** One of a few numbers, or what the machine decides. */
function NumberChoice(props: {
  name: string;
  value: number | null;
  automatic: string;
  numbers: readonly number[];
  nameOf: (value: number) => string;
  onChange: (value: number | null) => void;
}) {
  return (
    <label className="row between wrap">
      <span>{props.name}</span>
      <select
        className="select fit"
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value === '' ? null : Number(event.target.value))}
      >
        <option value="">{words.automatic(props.automatic)}</option>
        {props.numbers.map((value) => (
          <option key={value} value={value}>
            {props.nameOf(value)}
          </option>
        ))}
      </select>
    </label>
  );
}
