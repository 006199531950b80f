/** `npm start`: from a fresh clone to a running server with a demonstration center. */
import { becomeProgram } from "./support/program.mjs";

await becomeProgram(["start", ...process.argv.slice(2)]);
