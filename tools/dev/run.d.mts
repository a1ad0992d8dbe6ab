/** Arguments with which Node runs pnpm, of the version that this project is made with. */
export function pnpm(args: readonly string[]): string[];
/** The environment without settings that npm would warn of. */
export function quietNpm(): NodeJS.ProcessEnv;
/** Absolute path of the npm that belongs to this Node. */
export function npmScript(): string;
