/** The bar of a long command: how far it is in each of its phases. */
import { SingleBar } from "cli-progress";

export type Terminal = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Null where nobody looks on. */
export function barOn(stream: Terminal) {
  if (!stream.isTTY) return null;
  const format = "{bar} {percentage} % · {value} of {total} {phase} · {duration_formatted}";
  const bar = new SingleBar({ format, stream, hideCursor: true, fps: 5, barsize: 30, clearOnComplete: true });
  const state: { phase: string | null } = { phase: null };
  return {
    move(phase: string, done: number, of: number) {
      if (state.phase !== phase) {
        if (state.phase) bar.stop();
        bar.start(of, done, { phase });
        state.phase = phase;
      }
      bar.setTotal(of);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
