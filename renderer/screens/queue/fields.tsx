import { useId, type HTMLAttributes, type InputHTMLAttributes, type ReactElement, type ReactNode } from 'react';

/** A labelled text field; `why` says below it what is wrong. */
export function TextField({
  label,
  value,
  why,
  onText,
  ...more
}: { label: string; value: string; why?: string | undefined; onText: (text: string) => void } & Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'value'
>): ReactElement {
  const whyId = useId();
  return (
    <div>
      <label className="field">
        <span>{label}</span>
        <input
          value={value}
          autoComplete="off"
          aria-invalid={why !== undefined}
          aria-describedby={why === undefined ? undefined : whyId}
          onChange={(event) => onText(event.target.value)}
          {...more}
        />
      </label>
      {why === undefined ? null : (
        <p id={whyId} className="qu-why" role="alert">
          {why}
        </p>
      )}
    </div>
  );
}

/** A box to tick, with its words beside it. */
export function CheckField({
  label,
  checked,
  onCheck,
}: {
  label: string;
  checked: boolean;
  onCheck: (checked: boolean) => void;
}): ReactElement {
  return (
    <label className="qu-check">
      <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** Buttons that are on or off, any number of them. */
export function Toggles<Value extends string | number>({
  label,
  options,
  chosen,
  onToggle,
  ...more
}: {
  label: string;
  options: readonly { readonly value: Value; readonly label: ReactNode }[];
  chosen: readonly Value[];
  onToggle: (value: Value) => void;
} & Omit<HTMLAttributes<HTMLDivElement>, 'onToggle'>): ReactElement {
  return (
    <div className="qu-toggles" role="group" aria-label={label} {...more}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={chosen.includes(option.value)} onClick={() => onToggle(option.value)}>
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** A list with a value put in or taken out. */
export function toggled<Value>(list: readonly Value[], value: Value): Value[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}
