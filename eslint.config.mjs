/** What the linter holds every source to; exceptions are made here, never by a comment in a file. */
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const nodeGlobals = Object.fromEntries(
  [
    "Buffer",
    "URL",
    "__dirname",
    "clearInterval",
    "console",
    "fetch",
    "module",
    "process",
    "require",
    "setInterval",
    "setTimeout",
  ].map((name) => [name, "readonly"]),
);

const everywhere = {
  eqeqeq: ["error", "always"],
  "max-lines": ["error", { max: 300 }],
  "no-var": "error",
  "prefer-const": "error",
  "object-shorthand": ["error", "properties"],
};

const unusedVars = [
  "error",
  { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_", ignoreRestSiblings: true },
];

export default defineConfig(
  { ignores: ["dist/", "coverage/", "data/", "schema/", "test/lint/fixtures/"] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { globals: nodeGlobals },
    rules: { ...everywhere, "no-undef": "error", "no-unused-vars": unusedVars },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...everywhere,
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      "@typescript-eslint/no-unused-vars": unusedVars,
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      // Ports and records of functions are written as methods and handed on as values; classes with `this` are rare here.
      "@typescript-eslint/unbound-method": "off",
      // An interface may ask for a promise that one of its makers has at hand.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/main.ts", "src/**/cli.ts", "src/**/cli/**", "**/*.test.ts"],
    rules: { "no-console": "error" },
  },
  {
    // What comes back over HTTP, from a raw query or from a matcher is looked at, not typed.
    files: ["test/**/*.ts", "**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
);
