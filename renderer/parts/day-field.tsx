import { useState, type ReactElement } from 'react';

/** A day, chosen or typed. Half typed it is nobody's day yet, and what is typed is left alone until the field is left. */
export function DayField({
  label,
  day,
  max,
  onDay,
}: {
  label: string;
  day: string;
  max?: string;
  onDay: (day: string) => void;
}): ReactElement {
  const [typed, setTyped] = useState<string>();
  return (
    <label>
      <span className="vh">{label}</span>
      <input
        type="date"
        value={typed ?? day}
        max={max}
        onChange={({ target }) => {
          setTyped(target.value);
          if (target.value !== '') onDay(target.value);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  );
}
