/** `lianban tour`: walks one whole case through a running API, or through one of its own. */
import { readFileSync } from "node:fs";
import { text as textOf } from "node:stream/consumers";
import { Faults } from "../configuration.js";
import { StepFailed } from "../tour/client.js";
import { startOwnServer } from "../tour/ownServer.js";
import { signInsSchema, type SignIns } from "../tour/staff.js";
import { walkTour } from "../tour/tour.js";
import { err, out, tell } from "./terminal.js";

export interface TourOptions {
  readonly url?: string;
  readonly signIns?: string;
  readonly json?: boolean;
}

/** The exit code: 1 when a step fails, its reasons told. */
export async function tourCommand({ url, signIns, json }: TourOptions): Promise<0 | 1> {
  if (url) return walk(url, await signInsOf(signIns), json);
  const own = await startOwnServer();
  try {
    return await walk(own.url, own.signIns, json);
  } finally {
    await own.close();
  }
}

async function walk(url: string, signIns: SignIns, json: boolean | undefined): Promise<0 | 1> {
  // With --json the figures alone are on standard output.
  const say = json ? err : out;
  say(`One case from application to pay-out, over HTTP at ${url}`);
  try {
    const toured = await walkTour(url, signIns, say);
    tell(json, toured, [`Case ${toured.number} stands in ${toured.stage}.`]);
    return 0;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    err(`${error.doing} failed:`);
    error.reasons.forEach((reason) => err(`  - ${reason}`));
    return 1;
  }
}

/** @throws Faults where there is no file, or nothing in it that is sign-ins. */
async function signInsOf(file: string | undefined): Promise<SignIns> {
  const doing = "Cannot begin the tour";
  const how = "`npm run -s lianban -- demo --reset-passwords --json > FILE` writes one";
  if (!file) throw new Faults(doing, [`--url needs --sign-ins FILE: ${how}`]);
  const text = file === "-" ? await textOf(process.stdin) : readOr(file, doing);
  const read = signInsSchema.safeParse(parsed(text));
  if (!read.success) throw new Faults(doing, [`${file} does not hold sign-ins: ${how}`]);
  return read.data.signIns;
}

function readOr(file: string, doing: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Faults(doing, [`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`]);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
