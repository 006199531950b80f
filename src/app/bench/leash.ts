/** Loaded before a program that knows nothing of the benchmark: it ends with us, and leaves word of its memory. */
import { writeFileSync } from "node:fs";

process.on("disconnect", () => process.exit(1));
// A listener alone would keep a program alive that is done.
process.channel?.unref();

const peakFile = process.env["LIANBAN_BENCH_PEAK_FILE"];
// In KiB on every system.
if (peakFile) process.on("exit", () => writeFileSync(peakFile, String(process.resourceUsage().maxRSS)));
