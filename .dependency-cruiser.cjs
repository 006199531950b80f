/** Which room may know of which: imports go one way, through each room's index, and never in a circle. */

/** From the ground up; rooms on one line are neighbours that do not know each other. */
const storeys = [
  ["kernel"],
  ["platform"],
  ["journal"],
  ["parties"],
  ["policy"],
  ["documents"],
  ["casework"],
  ["oversight", "servicedesk", "exchange"],
  ["app"],
];

const oneOf = (rooms) => `^src/(${rooms.join("|")})/`;

const oneWay = storeys.flatMap((rooms, storey) =>
  rooms.map((room) => ({
    name: `${room}-looks-down-only`,
    comment: `${room} may import only the rooms below it (see "The rooms" in the architecture).`,
    severity: "error",
    from: { path: oneOf([room]) },
    to: {
      path: [oneOf([...storeys.slice(storey).flat(), "console"].filter((other) => other !== room)), "^src/main\\.ts$"],
    },
  })),
);

module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: "console-stands-alone",
      comment: "The web console talks to the program over HTTP only.",
      severity: "error",
      from: { path: "^src/console/" },
      to: { path: "^src/(?!console/)" },
    },
    {
      name: "through-the-index",
      comment: "A room is imported by other rooms only through its index.ts.",
      severity: "error",
      from: { path: "^src/([^/]+)/" },
      to: { path: "^src/[^/]+/", pathNot: ["^src/$1/", "^src/[^/]+/index\\.ts$"] },
    },
    {
      name: "through-the-index-from-main",
      comment: "The command line, too, knows rooms only by their index.ts.",
      severity: "error",
      from: { path: "^src/[^/]+\\.ts$" },
      to: { path: "^src/[^/]+/", pathNot: "^src/[^/]+/index\\.ts$" },
    },
    {
      name: "no-sibling-part",
      comment:
        "A part of the case (a folder of casework) imports no other part; what they share stands beside case.ts, in api (how a part is shown) or in intake (how a case begins).",
      severity: "error",
      from: { path: "^src/casework/(?!api/|intake/)([^/]+)/", pathNot: "resolver\\.ts$|inputs\\.ts$" },
      to: { path: "^src/casework/[^/]+/", pathNot: "^src/casework/$1/" },
    },
    {
      name: "no-sibling-part-in-the-api",
      comment: "A part's resolver may use api and intake, and no other part.",
      severity: "error",
      from: { path: "^src/casework/(?!api/|intake/)([^/]+)/(resolver|inputs)\\.ts$" },
      to: { path: "^src/casework/[^/]+/", pathNot: "^src/casework/($1|api|intake)/" },
    },
    {
      name: "no-circle",
      comment: "Modules that load each other meet half-made ones. A circle of types only is none at run time.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-tests-in-the-program",
      comment: "What runs in a center knows nothing of tests.",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.ts$" },
      to: { path: ["^test/", "\\.test\\.ts$"] },
    },
    {
      name: "no-development-package",
      comment: "The program is built and run where only the packages of production are installed.",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm"] },
    },
    {
      name: "no-unknown-module",
      comment: "An import that leads nowhere, or to a package that package.json does not name.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-unlisted-package",
      comment: "A package that is there only because another one needs it may be gone tomorrow.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Types count too: a lower room must not know a higher one's shapes.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default"] },
  },
};
