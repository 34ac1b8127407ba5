/** Node runs the TypeScript sources as they are from 22.18 on; older ones would only print a puzzling error. */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `NODE_TOO_OLD: Flotilla needs Node.js 22.18 or newer, and this is ${process.versions.node}. ` +
      "Use the npm scripts (npm start, npm run -s cli), which bring their own Node.js, or install a newer one.\n",
  );
  process.exit(1);
}
