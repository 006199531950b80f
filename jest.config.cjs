/** How jest finds, compiles and runs the tests. */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/src", "<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/dist/", "<rootDir>/test/lint/fixtures/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/test/lint/fixtures/"],
  globalSetup: "<rootDir>/test/support/globalSetup.ts",
  globalTeardown: "<rootDir>/test/support/globalTeardown.ts",
  setupFiles: ["reflect-metadata"],
  testTimeout: 30_000,
  maxWorkers: 2,
  // Sources name the compiled file ("./x.js"), as Node wants it; jest compiles the source itself.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        swcrc: false,
        sourceMaps: "inline",
        module: { type: "commonjs" },
        jsc: {
          target: "es2022",
          keepClassNames: true,
          parser: { syntax: "typescript", decorators: true },
          // The same as tsc makes of tsconfig.json: decorators of TypeScript's first kind, no emitted types.
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
        },
      },
    ],
  },
};
