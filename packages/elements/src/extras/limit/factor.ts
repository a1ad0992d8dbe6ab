/** `time=1.5` of the launch parameters, between other words; undefined where there is none from 1 to 100. */
export function factorOfLaunch(parameters: string | undefined): number | undefined {
  const factor = Number(/(?:^|[?&;,\s])time=(\d{1,3}(?:\.\d{1,4})?)(?![\w.])/.exec(parameters ?? "")?.[1]);
  return factor >= 1 && factor <= 100 ? factor : undefined;
}
