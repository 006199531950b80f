/** `lianban demo`: fills an empty database with the demonstration center; or gives its members new passwords. */
import { centerKind } from "../demo/marker.js";
import { fillDemo } from "../demo/fill.js";
import { resetDemoPasswords } from "../demo/passwords.js";
import { signInLines } from "../demo/signIns.js";
import { Faults, readConfiguration, type Configuration } from "../configuration.js";
import { migrate } from "../migrate.js";
import { openServices, type Services } from "../services.js";
import { err, tell } from "./terminal.js";

export interface DemoOptions {
  readonly resetPasswords?: boolean;
  readonly json?: boolean;
}

/** @throws Faults in production mode, and where the database holds a center of its own. */
export async function demoCommand({ resetPasswords, json }: DemoOptions): Promise<void> {
  const configuration = readConfiguration();
  if (configuration.production) {
    throw new Faults("Cannot fill the demonstration", ["this is production mode (LIANBAN_MODE, NODE_ENV)"]);
  }
  await migrate(configuration.database);
  await withServices(configuration, async (services) => {
    if (resetPasswords) {
      const signIns = await resetDemoPasswords(services);
      return tell(json, { signIns }, [...signInLines(signIns), "", "The passwords from before are worth nothing now."]);
    }
    const { cases, signIns } = await filled(services);
    tell(json, { cases, signIns }, [`A demonstration center with ${cases} cases.`, "", ...signInLines(signIns)]);
  });
}

/** Which kind of center a server begins with, and the sign-ins of one that was filled just now. */
export const fillWhereEmpty = (configuration: Configuration) =>
  withServices(configuration, async (services) => {
    const kind = await centerKind(services.database.read);
    if (kind === "NONE") return { demonstration: true, signIns: (await filled(services)).signIns };
    return { demonstration: kind === "DEMONSTRATION", signIns: [] };
  });

async function filled(services: Services) {
  if ((await centerKind(services.database.read)) === "NONE")
    err("Filling the demonstration center: half a year of cases, in some seconds …");
  return fillDemo(services);
}

async function withServices<T>(configuration: Configuration, fn: (services: Services) => Promise<T>): Promise<T> {
  const services = await openServices(configuration);
  try {
    return await fn(services);
  } finally {
    await services.close();
  }
}
