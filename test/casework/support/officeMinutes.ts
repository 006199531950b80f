/** Office time of spring and summer 2026, by a plain loop over days: what the kernel's tables are held against. */

/** Days of spring and summer 2026 on which nobody works though they are weekdays, and Saturdays on which they do. */
const closed = ["2026-04-06", "2026-05-01", "2026-05-04", "2026-05-05", "2026-06-19"];
const worked = ["2026-05-09"];
const minuteMs = 60_000;

/** Office minutes between two instants: 09:00 to 12:00 and 13:30 to 17:30 in the center's zone (UTC+8, no summer time). */
export function officeMinutes(from: string, to: string): number {
  const shift = 8 * 60 * minuteMs;
  const [start, end] = [Date.parse(from) + shift, Date.parse(to) + shift];
  let ms = 0;
  for (let day = new Date(start).toISOString().slice(0, 10); Date.parse(day) <= end; day = next(day)) {
    const weekday = new Date(day).getUTCDay();
    if (!worked.includes(day) && (weekday === 0 || weekday === 6 || closed.includes(day))) continue;
    for (const [opens, closes] of [
      [540, 720],
      [810, 1050],
    ] as const) {
      const [a, b] = [Date.parse(day) + opens * minuteMs, Date.parse(day) + closes * minuteMs];
      ms += Math.max(0, Math.min(b, end) - Math.max(a, start));
    }
  }
  return Math.trunc(ms / minuteMs);
}

const next = (day: string): string => new Date(Date.parse(day) + 24 * 60 * minuteMs).toISOString().slice(0, 10);
