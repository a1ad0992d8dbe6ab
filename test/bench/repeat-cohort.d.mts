/** @returns how many there are */
export function repeatCohort(folder: string, statements: number): number;
