/**
 * How far something has come.
 * @param name said by screen readers
 * @param percent of the bar that is filled, where it is not `value` of `max`
 * @param said the value in words; absent: as a number
 */
export function ProgressBar(props: {
  name: string;
  value: number;
  max: number;
  percent?: number;
  said?: string;
  className?: string;
}) {
  const { name, value, max, percent = max === 0 ? 0 : (100 * value) / max, said, className = 'bar' } = props;
  return (
    <span
      className={className}
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={said}
    >
      <i style={{ inlineSize: `${percent}%` }} />
    </span>
  );
}
