// Preloaded into a process that is measured: at its end it says how much memory it held at most, in KiB, and how long processors
// were busy with it, in ms, which other work on the machine changes little.
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const busy = Math.round((user + system) / 1_000);
  process.stderr.write(`most memory ${process.resourceUsage().maxRSS}, busy ${busy}\n`);
});
