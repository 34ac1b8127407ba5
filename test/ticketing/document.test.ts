import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { deliveryFailures } from "../../src/domain/delivery.ts";
import { attachmentId } from "../../src/domain/ids.ts";
import { locales } from "../../src/domain/locale.ts";
import { ticketCategories } from "../../src/domain/ticket.ts";
import { failureOf } from "../../src/ticketing/delivery-failure.ts";
import { callFor } from "../../src/ticketing/desk-calls.ts";
import { maxFileBytes, maxFiles, maxReplyChars, readDeskEvent } from "../../src/ticketing/desk-event.ts";
import { anOpenTicket, aTicketDraft, aTicketEntry, builtAt } from "../support/builders.ts";

const document = parse(readFileSync(new URL("../../docs/ticket-endpoint.yaml", import.meta.url), "utf8"));
const { examples, schemas } = document.components;

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat(
  "date-time",
  (value: string) => !Number.isNaN(Date.parse(value)) && /(Z|[+-]\d\d:\d\d)$/.test(value),
);
ajv.addFormat("binary", true);
ajv.addSchema(document, "doc");
const faultsAs = (schema: string, value: unknown) => {
  ajv.validate({ $ref: `doc#/components/schemas/${schema}` }, value);
  return ajv.errors ?? [];
};

interface Node {
  readonly schema?: { readonly $ref?: string };
  readonly examples?: Record<string, { readonly $ref?: string; readonly value?: unknown }>;
}

/** Every media type of the document that has a named schema and examples. */
const exampled = (node: unknown): Node[] => {
  if (typeof node !== "object" || node === null) return [];
  const inner = Object.values(node).flatMap(exampled);
  return "schema" in node && "examples" in node ? [node as Node, ...inner] : inner;
};

const resolve = (ref: string): unknown =>
  ref
    .replace("#/", "")
    .split("/")
    .reduce<unknown>((at, name) => {
      const key = name.replaceAll("~1", "/");
      return typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
    }, document);

describe("docs/ticket-endpoint.yaml", () => {
  test("every reference leads somewhere", () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"(#[^"]+)"/g)].map(([, ref = ""]) => ref);
    expect(refs.length).toBeGreaterThan(40);
    expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([]);
  });

  test("every example fits its schema, and every example is used", () => {
    const places = exampled({ paths: document.paths, webhooks: document.webhooks });
    const used = new Set<string>();
    for (const { schema, examples: given = {} } of places) {
      for (const [name, example] of Object.entries(given)) {
        if (example.$ref) used.add(example.$ref.split("/").at(-1) ?? "");
        const value = example.$ref ? (resolve(example.$ref) as { value: unknown }).value : example.value;
        expect(faultsAs(schema?.$ref?.split("/").at(-1) ?? "", value), name).toEqual([]);
      }
    }
    expect([...used].sort()).toEqual(Object.keys(examples).sort());
  });

  test("every call has an operation id, answers and at least one example of its body", () => {
    const operations = [
      document.webhooks.desk.post,
      ...Object.values<Record<string, unknown>>(document.paths).flatMap((path) => [
        ...["post", "get", "put"].flatMap((method) => path[method] ?? []),
      ]),
    ];
    expect(operations.map(({ operationId }) => operationId)).toEqual([
      "tellFleet",
      "openTicket",
      "appendEntry",
      "redactEntries",
      "fetchFile",
      "attachFile",
    ]);
    for (const operation of operations) expect(Object.keys(operation.responses).length).toBeGreaterThan(3);
  });

  test("its words are the fleet's words", () => {
    expect(schemas.NewTicket.properties.category.enum).toEqual(ticketCategories);
    expect(schemas.NewTicket.properties.locale.enum).toEqual(locales);
    expect(schemas.DeskEvent.properties.text.maxLength).toBe(maxReplyChars);
    expect(schemas.DeskEvent.properties.attachments.maxItems).toBe(maxFiles);
    expect(schemas.File.properties.size.maximum).toBe(maxFileBytes);
    expect(deliveryFailures).toContain(examples.entryFailed.value.delivery.reason.split(":")[0]);
  });
});

const aTicketFile = () => ({
  id: attachmentId("m9XbQ2vT.0"),
  fileName: "photo.jpg",
  mediaType: "image/jpeg",
  size: 3,
});

describe("what the driver sends fits the document", () => {
  test("a ticket, full and at its least", () => {
    const bodyOf = (draft = aTicketDraft()) => JSON.parse(String(callFor(anOpenTicket({ draft })).body));
    expect(faultsAs("NewTicket", bodyOf())).toEqual([]);
    const { accountReference: _, happenedWhen: __, consentAt: ___, ...least } = aTicketDraft();
    expect(faultsAs("NewTicket", bodyOf({ ...least, transcript: [] }))).toEqual([]);
    const unanswered = bodyOf({ ...least, unansweredSince: builtAt });
    expect(faultsAs("NewTicket", unanswered)).toEqual([]);
    expect(unanswered.unanswered).toEqual({ since: new Date(builtAt).toISOString() });
    expect(unanswered).not.toHaveProperty("unansweredSince");
  });

  test("an entry of every kind, and a redaction", () => {
    const { draft: _, kind: __, ...fields } = anOpenTicket();
    const delivery = { eventId: "e", state: "refused", reason: "link" } as const;
    for (const entry of [
      aTicketEntry(),
      aTicketEntry({ kind: "note", author: "system" }),
      aTicketEntry({ kind: "delivery", delivery }),
      aTicketEntry({ kind: "attachment_notice", attachments: [aTicketFile()] }),
    ]) {
      const call = callFor({ ...fields, kind: "ticket.append", category: "funds", entry });
      expect(faultsAs("Entry", JSON.parse(String(call.body)))).toEqual([]);
    }
    const call = callFor({ ...fields, kind: "ticket.redact", replacements: [{ at: 5, text: "x" }] });
    expect(faultsAs("Redaction", JSON.parse(String(call.body)))).toEqual([]);
  });
});

describe("what the webhook takes is what the document says", () => {
  const valid = examples.webhookReply.value;
  const change = examples.webhookTakeOver.value;
  const files = examples.webhookReplyWithFile.value;
  const rewritten = examples.webhookReplyEdited.value;
  const [aFile] = files.attachments;
  const withFile = (override: object) => ({ ...files, attachments: [{ ...aFile, ...override }] });
  const bodies: readonly unknown[] = [
    ...Object.keys(examples)
      .filter((name) => name.startsWith("webhook"))
      .map((name) => examples[name].value),
    ...Object.keys(rewritten).map((key) => ({ ...rewritten, [key]: undefined })),
    ...Object.keys(rewritten).map((key) => ({ ...rewritten, [key]: 7 })),
    ...Object.keys(aFile).map((key) => withFile({ [key]: undefined })),
    ...Object.keys(aFile).map((key) => withFile({ [key]: true })),
    withFile({ size: 52_428_801 }),
    withFile({ size: -1 }),
    withFile({ size: 0 }),
    withFile({ mediaType: "image/png; charset=utf-8" }),
    withFile({ mediaType: "image" }),
    withFile({ id: "with space" }),
    withFile({ fileName: "" }),
    withFile({ fileName: "x".repeat(256) }),
    { ...files, attachments: Array.from({ length: 10 }, () => aFile) },
    { ...files, attachments: Array.from({ length: 11 }, () => aFile) },
    { ...files, text: undefined },
    { ...files, text: null },
    { ...files, text: "" },
    { ...files, attachments: [] },
    { ...files, attachments: null, text: undefined },
    { ...files, attachments: [], text: "" },
    { ...rewritten, text: "" },
    { ...rewritten, edits: "with space" },
    ...Object.keys(valid).map((key) => ({ ...valid, [key]: undefined })),
    ...Object.keys(valid).map((key) => ({ ...valid, [key]: 7 })),
    { ...valid, author: { kind: "agent", name: null } },
    { ...valid, author: { kind: "agent", name: "x".repeat(201) } },
    { ...valid, text: "x".repeat(16_001) },
    { ...valid, more: true },
    { ...valid, eventId: "with space" },
    { ...change, owner: null },
    { ...change, owner: null, status: "closed" },
    { ...change, owner: "nobody" },
  ];
  test.each(bodies.map((body) => JSON.stringify(body)))("%.120s", (json) => {
    const body: unknown = JSON.parse(json);
    expect(readDeskEvent(body).outcome === "malformed").toBe(faultsAs("DeskEvent", body).length > 0);
  });
});

test("the retry table of the document is the driver's", () => {
  const prose: string = document.info.description;
  expect(prose).toContain("| 408, 409, 425 | repeats later |");
  expect(prose).toContain("| 401, 403 | reports that the desk refuses its signature and repeats later |");
  expect([408, 409, 425, 301, 500].map(failureOf)).toEqual(Array.from({ length: 5 }, () => "transient"));
});
