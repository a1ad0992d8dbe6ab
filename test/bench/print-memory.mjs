// Preloaded into a process that is measured: at its end it says how much memory it held at most, in KiB.
process.on("exit", () => process.stderr.write(`most memory ${process.resourceUsage().maxRSS}\n`));
