#!/usr/bin/env node
import "./require-node.js";
import "./quick-loading.js";

await import("../src/main.ts");
