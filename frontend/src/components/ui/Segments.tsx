type SegmentsProps<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; text: string; count?: number }[];
  onChange: (value: T) => void;
};

export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  return (
    <fieldset className="segments" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.text}
          {option.count !== undefined && <span className="segments-count">{option.count}</span>}
        </button>
      ))}
    </fieldset>
  );
}
