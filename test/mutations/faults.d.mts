export interface SeededFault {
  readonly room: string;
  readonly why: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}
export function seededFaults(): readonly SeededFault[];
export function staleness(fault: SeededFault, folder?: string): string | undefined;
