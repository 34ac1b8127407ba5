/** A fleet's process that opens a storage and holds it until it is killed: `node storage-child.ts <file> <key file>`. */
import { AppError } from "../../src/domain/errors.ts";
import { openStorage } from "../../src/storage/open.ts";

const [path = "", keyFile = ""] = process.argv.slice(2);
try {
  openStorage({ path, keyFile, now: () => 0, newMark: () => `child-${process.pid}`, as: "fleet" });
  process.stdout.write("open\n");
  process.stdin.resume();
} catch (error) {
  process.stdout.write(error instanceof AppError ? `${error.code} ${error.message}\n` : `${error}\n`);
}
