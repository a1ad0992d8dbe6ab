/** Gauss–Jordan with the greatest pivot. @returns undefined for a matrix that has none */
export function inverse(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, at) => [
    ...row,
    ...Array.from({ length: size }, (_, column) => (column === at ? 1 : 0)),
  ]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const own = rows[column] as number[];
    const by = own[column] as number;
    if (!(Math.abs(by) > 1e-12)) return undefined;
    for (let at = 0; at < own.length; at++) own[at] = (own[at] as number) / by;
    rows.forEach((row, at) => {
      const times = row[column] as number;
      if (at === column || times === 0) return;
      for (let cell = 0; cell < row.length; cell++)
        row[cell] = (row[cell] as number) - times * (own[cell] as number);
    });
  }
  return rows.map((row) => row.slice(size));
}
