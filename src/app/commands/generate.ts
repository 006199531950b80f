/** `lianban generate`: fills an empty database with made-up cases, for seeing how boards do at scale. */
import { Faults, readConfiguration } from "../configuration.js";
import { generate } from "../generate/generate.js";
import { migrate } from "../migrate.js";
import { openServices } from "../services.js";
import { err, tell } from "./terminal.js";

export interface GenerateCommandOptions {
  readonly cases: string;
  readonly seed: string;
  readonly json?: boolean;
}

const casesAtMost = 5_000_000;

/** @throws Faults in production mode, for figures that are none, and where the database holds a center already. */
export async function generateCommand({ cases: casesText, seed: seedText, json }: GenerateCommandOptions) {
  const configuration = readConfiguration();
  const [cases, seed] = [Number(casesText), Number(seedText)];
  const faults = [
    ...(configuration.production ? ["this is production mode (LIANBAN_MODE, NODE_ENV)"] : []),
    ...(Number.isInteger(cases) && cases >= 1 && cases <= casesAtMost ? [] : [`--cases is 1 to ${casesAtMost}`]),
    ...(Number.isInteger(seed) && seed >= 0 && seed < 4096 ? [] : ["--seed is 0 to 4095"]),
  ];
  if (faults.length > 0) throw new Faults("Cannot generate", faults);
  await migrate(configuration.database);
  const services = await openServices(configuration);
  try {
    const made = await generate(services, {
      cases,
      seed,
      onProgress: (done, of, what) => {
        if (what !== "cases" || done % 20_000 === 0)
          err(`${done} of ${of} cases${what === "cases" ? "" : `, ${what}`}`);
      },
    });
    const lines = [
      `${made.cases} made-up cases with ${made.facts} facts, ${made.from} to ${made.to}, seed ${made.seed}.`,
      "They have facts, tallies and a row each, and no entries: boards count them and open to them; a case cannot be",
      "opened or worked on, and `lianban verify` says of each that it has no stream. This database is for measuring.",
    ];
    tell(json, { ...made, signIns: undefined }, lines);
  } finally {
    await services.close();
  }
}
