type Print = (line: string) => void;
interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly optional?: boolean; readonly peer?: boolean; readonly link?: boolean }>
  >;
}

export declare const root: string;
export declare class PrepareError extends Error {}
export declare function checkNode(version?: string): void;
export declare function isInstalled(lock: Lock, installed: Lock): boolean;
export declare function ensureInstalled(print?: Print): void;
export declare function ensureBuilt(print?: Print): void;
export declare function build(): void;
export declare function projectNode(): string;
export declare function productEnvironment(): NodeJS.ProcessEnv;
export declare function runBuilt(script: string, argv: readonly string[]): number;
export declare function fail(error: unknown): never;
