/** The program put together: what each command of the command line calls. */
export { benchCommand, type BenchCommandOptions } from "./commands/bench.js";
export { compareReviewCommand, type CompareReviewOptions } from "./commands/compareReview.js";
export {
  calendarImportCommand,
  calendarShowCommand,
  type CalendarImportOptions,
  type CalendarShowOptions,
} from "./commands/calendar.js";
export { backupCommand, initCommand, migrateCommand, restoreCommand, type InitOptions } from "./commands/center.js";
export { demoCommand, type DemoOptions } from "./commands/demo.js";
export { exportLogCommand, type ExportLogOptions } from "./commands/exportLog.js";
export { flowCommand, type FlowCommandOptions } from "./commands/flow.js";
export { generateCommand, type GenerateCommandOptions } from "./commands/generate.js";
export { importLogCommand, type ImportLogOptions } from "./commands/importLog.js";
export { minutesCommand, type MinutesCommandOptions } from "./commands/minutes.js";
export { targetsCommand, type TargetsCommandOptions } from "./commands/oversight.js";
export { policyCheckCommand, policyPublishCommand, type PolicyCommandOptions } from "./commands/policy.js";
export { rebuildCommand, type RebuildCommandOptions } from "./commands/rebuild.js";
export { scoreboardCommand, type ScoreboardCommandOptions } from "./commands/scoreboard.js";
export { schemaCommand, type SchemaOptions } from "./commands/schema.js";
export { serveCommand, startCommand } from "./commands/serving.js";
export { verifyCommand, type VerifyCommandOptions } from "./commands/verify.js";
export { err, explained, letReadersGo } from "./commands/terminal.js";
export { tourCommand, type TourOptions } from "./commands/tour.js";
