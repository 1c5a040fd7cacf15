import type { ButtonHTMLAttributes, ReactElement } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { Kbd } from './kbd.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'tint' | 'danger';
  readonly size?: 'small' | 'usual' | 'large';
  readonly icon?: IconName;
  /** The key that does the same. */
  readonly keys?: string;
}

const KIND_CLASS = { plain: '', primary: 'pri', quiet: 'quiet', tint: 'tint', danger: 'danger' } as const;
const SIZE_CLASS = { small: 'sm', usual: '', large: 'lg' } as const;

/** A button: at least 44 px to touch, never submits a form unless told to. */
export function Button({ kind = 'plain', size = 'usual', icon, keys, className, children, ...rest }: ButtonProps): ReactElement {
  const classes = ['btn', KIND_CLASS[kind], SIZE_CLASS[size], className].filter(Boolean).join(' ');
  return (
    <button type="button" {...rest} className={classes}>
      {icon ? <Icon name={icon} /> : null}
      {children === undefined || children === null ? null : <span>{children}</span>}
      {keys === undefined ? null : <Kbd keys={keys} />}
    </button>
  );
}
