/** After the last test: nothing of this run stays behind. */
import { rmSync } from "node:fs";

export default function globalTeardown(): void {
  const folder = process.env.LIANBAN_TEST_FOLDER;
  if (folder) rmSync(folder, { recursive: true, force: true });
}
