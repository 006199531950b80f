/** The command line (`npm run -s lianban -- COMMAND`): always runs what the sources say now. */
import { becomeProgram } from "./support/program.mjs";

await becomeProgram(process.argv.slice(2));
