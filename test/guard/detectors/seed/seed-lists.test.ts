import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  hasElectrumVersion,
  hasMoneroChecksum,
  hasSharesChecksum,
} from "../../../../src/guard/detectors/seed/seed-checksums.ts";
import { seedLists, shortSeedLists, wordlists } from "../../../../src/guard/detectors/seed/seed-lists.ts";
import { electrumOne } from "../../../../src/guard/wordlists/electrum-one.ts";
import { monero } from "../../../../src/guard/wordlists/monero.ts";
import { russian } from "../../../../src/guard/wordlists/russian.ts";
import { slip39 } from "../../../../src/guard/wordlists/slip39.ts";
import { turkish } from "../../../../src/guard/wordlists/turkish.ts";
import { levelOf } from "../../support.ts";

describe("the vendored lists", () => {
  it.each([
    ["russian", russian, 2_048, "2439333f64847a2c60c7d0cdcdcad20ca3cb546ac108f0fe8b0b8bcaa0947443"],
    ["turkish", turkish, 2_048, "13ec2e577c73f61aa9dc156e2d16fb4262c95a38e9cd86c7982a8ed030dad2bb"],
    ["slip39", slip39, 1_024, "0e3ea826bde1b1bc77e39a8d9b3682efb2c0946087d911ee6550f29bd12e87c6"],
    ["monero", monero, 1_626, "998df55cb16d2318130c5cf7e9d4408247c8c4674935ee6e07d53f2f00ccf19b"],
    ["electrum 1", electrumOne, 1_626, "b329cea782bdd8b1de49bbb9fbdef9e8230e15eb08f0d7952613992246c38f96"],
  ])("are the ones that were taken: %s", (_, words, size, sha256) => {
    expect(words).toHaveLength(size);
    expect(hash("sha256", words.join("\n"))).toBe(sha256);
  });

  it("lose no word by folding, nor to another that is looked up alike", () => {
    const { masks } = seedLists();
    const known = wordlists.map((_, list) => masks.filter((mask) => ((mask >> list) & 1) === 1).length);
    expect(known).toEqual(wordlists.map(({ words }) => words.length));
  });

  it("keep nearly every word apart by its first four letters", () => {
    const { masks } = shortSeedLists();
    wordlists.forEach(({ words, isCutShort }, list) => {
      const known = masks.filter((mask) => ((mask >> list) & 1) === 1).length;
      if (isCutShort) expect(known).toBeGreaterThan(words.length * 0.95);
      else expect(known).toBe(0);
    });
  });
});

const vectorsFile = new URL("../../../../../shared/data/guard/bip39-vectors.json", import.meta.url);

describe("the published vectors of Russian and Turkish", () => {
  if (!existsSync(vectorsFile)) {
    it("SKIPPED: bip39-vectors.json is not on this machine", ({ skip }) => skip());
    return;
  }
  const vectors: Record<string, [string, string][]> = JSON.parse(readFileSync(vectorsFile, "utf8"));
  it.each(["russian", "turkish"])("are found in %s, every one of them", (list) => {
    const phrases = vectors[list]?.map(([, phrase]) => phrase) ?? [];
    expect(phrases).toHaveLength(24);
    expect(phrases.filter((phrase) => levelOf("seed_phrase", phrase) !== "hard")).toEqual([]);
  });
});

/** Published examples: SLIP-0039's first vector, Monero's documentation, Electrum's tests. */
const share =
  "duckling enlarge academic academic agency result length solution fridge kidney coal piece deal husband erode duke ajar critical decision keyboard";
const moneroSeed =
  "vocal either anvil films dolphin zeal bacon cuisine quote syndrome rejoices envy okay pancakes tulips lair greater petals organs enmity dedicated oust thwart tomorrow tomorrow";
const electrumSeed = "wild father tree among universe such mobile favorite target dynamic credit identify";
/** Drawn for this test. */
const electrumOneSeed = "shimmer fragile orange vain breeze sword petal crumble thunder anger desk wolf";

describe("phrases that are not BIP39's", () => {
  const numbersOf = (phrase: string) => phrase.split(" ").map((word) => slip39.indexOf(word));

  it("prove themselves by checksums of their own", () => {
    expect(hasSharesChecksum(numbersOf(share))).toBe(true);
    expect(hasSharesChecksum(numbersOf(share.replace("coal", "cause")))).toBe(false);
    expect(hasMoneroChecksum(moneroSeed.split(" "))).toBe(true);
    expect(hasMoneroChecksum(moneroSeed.replace("zeal", "abbey").split(" "))).toBe(false);
    expect(hasElectrumVersion(electrumSeed.split(" "))).toBe(true);
    expect(hasElectrumVersion(electrumSeed.replace("wild", "zoo").split(" "))).toBe(false);
  });

  it.each([
    ["a share of SLIP-0039", share],
    ["one with a word missing", share.split(" ").slice(1).join(" ")],
    ["Monero's", moneroSeed],
    ["Monero's with a wrong checksum", moneroSeed.replace("zeal", "abbey")],
    ["Electrum's", electrumSeed],
    ["Electrum's before 2.0", electrumOneSeed],
  ])("are certain: %s", (_, phrase) => {
    expect(levelOf("seed_phrase", phrase)).toBe("hard");
  });
});
