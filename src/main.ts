/** The command line: each command is one line that calls what does it. */
import "reflect-metadata";
import { Command, CommanderError } from "commander";
import * as app from "./app/index.js";

const program = new Command("lianban")
  .description("联办 Lianban: a loan case from application to pay-out, by three parties, on one book of record.")
  .exitOverride()
  .showHelpAfterError("(--help says more)");

const json = ["--json", "figures as one line of JSON"] as const;

/** A command's answer is its exit code. */
const exit =
  <Args extends unknown[]>(run: (...args: Args) => Promise<number | void>) =>
  async (...args: Args) => {
    process.exitCode = (await run(...args)) ?? 0;
  };

program
  .command("start")
  .description("migrate, fill once with a demonstration center, serve, and say what to open")
  .action(exit(() => app.startCommand()));
program
  .command("serve")
  .description("serve the API; refuses where a key, a folder or a migration is missing")
  .action(exit(() => app.serveCommand()));
program
  .command("init")
  .description("begin a real center: its first administrator, without demonstration data")
  .requiredOption("--name <text>", "name of the center in Chinese")
  .requiredOption("--name-en <text>", "name of the center in English")
  .option("--code <code>", "its short code (LIANBAN_CENTER_CODE)")
  .option("--username <name>", "the administrator's username", "admin")
  .option("--administrator <name>", "the administrator's name", "管理员")
  .option(...json)
  .addHelpText("after", "\nThe password is LIANBAN_PASSWORD; without one, a password is made up and told once.")
  .action(exit((options: app.InitOptions) => app.initCommand(options)));
program
  .command("migrate")
  .description("bring the database to this version")
  .option(...json)
  .action(exit((options: { json?: boolean }) => app.migrateCommand(options)));
program
  .command("demo")
  .description("fill an empty database with a demonstration center, and tell its sign-ins")
  .option("--reset-passwords", "give its members new passwords, and tell the sign-ins again")
  .option(...json)
  .action(exit((options: app.DemoOptions) => app.demoCommand(options)));
program
  .command("generate")
  .description("fill an empty database with made-up cases, to see how boards do at scale; never in production")
  .requiredOption("--cases <number>", "how many")
  .option("--seed <number>", "the same seed, the same cases", "1")
  .option(...json)
  .action(exit((options: app.GenerateCommandOptions) => app.generateCommand(options)));
program
  .command("tour")
  .description("walk one whole case through a running API, with nothing but HTTP")
  .option("--url <url>", "of a server that runs; else one of its own, on a database that is thrown away")
  .option("--sign-ins <file>", "with --url: what `demo --reset-passwords --json` told; - is standard input")
  .option(...json)
  .action(exit((options: app.TourOptions) => app.tourCommand(options)));
program
  .command("import-log")
  .description("read an event log (IEEE 1849 XES, plain or .gz) into histories; twice changes nothing")
  .argument("<file>", "the log")
  .requiredOption("--mapping <file>", "what its events and attributes mean")
  .option(...json)
  .action(exit((file: string, options: app.ImportLogOptions) => app.importLogCommand(file, options)));
program
  .command("export-log")
  .description("write cases and histories as an event log (IEEE 1849 XES), for process mining or another center")
  .argument("<file>", "the log; packed where it ends in .gz")
  .option("--from <day>", "only what was registered on this day or later")
  .option("--to <day>", "only what was registered on this day or before")
  .option("--gz", "packed, whatever the file is called")
  .option(...json)
  .action(exit((file: string, options: app.ExportLogOptions) => app.exportLogCommand(file, options)));
program
  .command("scoreboard")
  .description("rank the partners of a kind by what they did in a period")
  .argument("<period>", "2017H1, 2017Q3, 2017-08 or 2017")
  .option("--kind <kind>", "banks or guarantee-companies", "banks")
  .option("--check", "compute what is kept of it once more from the book; exit with 1 where it comes to something else")
  .option("--xlsx <file>", "write it as an Excel workbook instead")
  .option(...json)
  .action(exit((period: string, options: app.ScoreboardCommandOptions) => app.scoreboardCommand(period, options)));
program
  .command("flow")
  .description("tell where the time goes, of what was opened in a period; counts and keeps it however much it is")
  .argument("<period>", "2017H1, 2017Q3, 2017-08 or 2017")
  .option("--source <source>", "cases or histories", "cases")
  .option(...json)
  .action(exit((period: string, options: app.FlowCommandOptions) => app.flowCommand(period, options)));
program
  .command("minutes")
  .description("the minutes of a review meeting as a Word document")
  .argument("<id>", "of the meeting")
  .requiredOption("--docx <file>", "where to write it")
  .option(...json)
  .action(exit((id: string, options: app.MinutesCommandOptions) => app.minutesCommand(id, options)));
program
  .command("targets")
  .description("the year's tasks, and what is done of them against the calendar and the year before")
  .argument("<year>", "2016")
  .option("--as-of <day>", "the end of this day; as far as the year has come where nothing is said")
  .option(...json)
  .action(exit((year: string, options: app.TargetsCommandOptions) => app.targetsCommand(year, options)));
const calendar = program.command("calendar").description("the working calendar: holidays, office hours, closures");
calendar
  .command("import")
  .description("take in a published year's holidays, and set the open due dates anew; twice changes nothing")
  .argument("<file>", "a year as in policy/calendars")
  .option(...json)
  .action(exit((file: string, options: app.CalendarImportOptions) => app.calendarImportCommand(file, options)));
calendar
  .command("show")
  .description("tell the calendar in force")
  .option("--year <year>", "the year whose days are told; the last published one where left out")
  .option(...json)
  .action(exit((options: app.CalendarShowOptions) => app.calendarShowCommand(options)));
program
  .command("compare-review")
  .description("joint review beside serial review, over the cases decided in a period")
  .argument("<period>", "2017H1, 2017Q3, 2017-08 or 2017")
  .option("--product <code>", "cases of one product only")
  .option(...json)
  .action(exit((period: string, options: app.CompareReviewOptions) => app.compareReviewCommand(period, options)));
program
  .command("verify")
  .description("prove the book of record: chains, copies, replay, claims; exit with 1 where anything differs")
  .option("--blobs", "read and decrypt every document, too, which takes its time")
  .option(...json)
  .action(exit((options: app.VerifyCommandOptions) => app.verifyCommand(options)));
program
  .command("rebuild")
  .description(
    "bring derived rows to what the entries say, after an upgrade; also beside a server; twice changes nothing",
  )
  .option("--dry-run", "count what would be done, and write nothing")
  .option(...json)
  .action(exit((options: app.RebuildCommandOptions) => app.rebuildCommand(options)));
program
  .command("backup")
  .description("database, documents and keys in one archive")
  .argument("<target>", "a folder, or the name of a file that is not there yet")
  .option(...json)
  .action(exit((target: string, options: { json?: boolean }) => app.backupCommand(target, options)));
program
  .command("restore")
  .description("bring a backup into an empty place, on either kind of database")
  .argument("<file>", "the archive")
  .option(...json)
  .action(exit((file: string, options: { json?: boolean }) => app.restoreCommand(file, options)));
const policy = program.command("policy").description("look through the policy folder, or publish what is new in it");
policy
  .command("check")
  .description("name every fault of packs and calendars, or list them with their digests; changes nothing")
  .option("--folder <folder>", "instead of LIANBAN_POLICY")
  .option(...json)
  .action(exit((options: app.PolicyCommandOptions) => app.policyCheckCommand(options)));
policy
  .command("publish")
  .description("add the digests of new packs and calendars to published.json; what was published never changes")
  .option("--folder <folder>", "instead of LIANBAN_POLICY")
  .option(...json)
  .action(exit((options: app.PolicyCommandOptions) => app.policyPublishCommand(options)));
program
  .command("schema")
  .description("write the API's contract to schema/schema.graphql")
  .option("--check", "change nothing; exit with 1 and the differences where the file is another one")
  .option("--file <file>", "instead of schema/schema.graphql")
  .option(...json)
  .action(exit((options: app.SchemaOptions) => app.schemaCommand(options)));
program
  .command("bench")
  .description("how fast it is beside a floor written by hand, on databases of its own that are removed afterwards")
  .option("--quick", "less of everything, in under a minute")
  .option("--trial", "a few requests only, to see that it works")
  .option(
    "--only <what>",
    "board: how quickly boards answer by number of cases; intervals: whether they hold the truth",
  )
  .option("--cases <numbers>", "of `--only board`, such as 1000,10000,100000")
  .option("--profile <folder>", "the servers' CPU profiles go there")
  .option(...json)
  .action(exit((options: app.BenchCommandOptions) => app.benchCommand(options)));

async function main(): Promise<void> {
  app.letReadersGo([process.stdout, process.stderr]);
  try {
    await program.parseAsync();
  } catch (error) {
    // Commander has said already what is wrong with the command line.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      app.explained(error).forEach(app.err);
      process.exitCode = 1;
    }
  }
}

void main();
