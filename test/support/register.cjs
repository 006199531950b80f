/** Lets a plain Node process require the TypeScript sources as jest compiles them: node -r this-file worker.ts. */
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { transformSync } = require("@swc/core");
const { transform } = require("../../jest.config.cjs");

const [, options] = Object.values(transform)[0];

require("reflect-metadata");

Module._extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), { ...options, filename });
  module._compile(code, filename);
};

// Sources name the compiled file ("./x.js"), as Node wants it.
const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveSource(request, parent, ...rest) {
  const source =
    /^\.{1,2}\//.test(request) && parent?.filename?.endsWith(".ts") ? request.replace(/\.js$/, ".ts") : null;
  if (source && source !== request) {
    try {
      return resolve.call(this, source, parent, ...rest);
    } catch {
      // A file that really is JavaScript.
    }
  }
  return resolve.call(this, request, parent, ...rest);
};
