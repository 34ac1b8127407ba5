import { describe, expect, it } from "vitest";
import { credentialsIn } from "../made-up.ts";

describe("a password in an address", () => {
  it.each([
    ["postgres://app:s3cr3t!x@db.htx.io:5432/prod", "s3cr3t!x"],
    ["mongodb+srv://admin:Zebra99@cluster0.mongodb.net/x", "Zebra99"],
    ["redis://:longpass77@10.0.0.1:6379", "longpass77"],
    ["数据库 mysql://root:Tiger#12@localhost/db 连不上", "Tiger#12"],
    ["https://bob:p@ss9word@github.com/x.git", "p@ss9word"],
  ])("is certain: %s", (text, password) => {
    expect(credentialsIn(text)).toEqual([`password hard ${JSON.stringify(password)}`]);
  });

  it.each([
    "postgres://user:password@host/db",
    "postgres://user:$DB_PASS@host/db",
    "https://bob:<password>@github.com",
    "https://www.htx.com:443/login",
    "mail me: bob@mail.com",
    "https://t.me/@bob",
  ])("is none in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});
