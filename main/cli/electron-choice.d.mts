/** The machine as far as the choice of the shell goes. */
export interface ShellMachine {
  readonly wanted: 'electron' | 'web' | undefined;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  binary(): string | undefined;
  download(): string | undefined;
}

export declare function chooseShell(
  machine: ShellMachine,
): { readonly shell: 'electron'; readonly file: string } | { readonly shell: 'web'; readonly why?: string };
export declare function electronBinary(): string | undefined;
export declare function downloadElectron(options: { readonly insist: boolean; readonly print: (line: string) => void }): string | undefined;
