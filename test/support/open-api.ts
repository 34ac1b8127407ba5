import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { type Fields, fieldsOf, isFields, isList, parseJson, stringOf } from "../../sandbox/wire/values.ts";

export interface SpecOperation {
  readonly id: string;
  readonly template: string;
  readonly method: string;
  readonly fields: Fields;
}

export interface SpecOptions {
  /** Among the descriptions beside the project. */
  readonly file: string;
  readonly platform: string;
  readonly formats: Readonly<Record<string, RegExp | true>>;
  /** Changes the description before it is used; objects are closed by {@link closed}. */
  readonly prepare: (spec: unknown) => void;
  /** What a client says beside and the platform does not mind. */
  readonly withoutHabits?: (body: unknown) => unknown;
}

const pointer = (text: string): string => text.replaceAll("~", "~0").replaceAll("/", "~1");

/** Closes an object that has fields, so that others are faults. */
export const closed = (schema: Record<string, unknown>): void => {
  if (isFields(schema["properties"]) && schema["additionalProperties"] === undefined)
    schema["additionalProperties"] = false;
};

const words = ({ keyword, instancePath, params, message }: ErrorObject): string => {
  const path = instancePath.replaceAll("/", ".");
  if (keyword === "additionalProperties") return `${path}.${String(params["additionalProperty"])}: unknown`;
  if (keyword === "required") return `${path}.${String(params["missingProperty"])}: missing`;
  return `${path}: ${message ?? keyword}`;
};

const variables = (template: string): number => template.split("{").length;

const operationsOf = (paths: Fields) =>
  Object.entries(paths)
    // What is named goes before what may be anything.
    .sort(([a], [b]) => variables(a) - variables(b))
    .flatMap(([template, methods]) =>
      Object.entries(fieldsOf(methods))
        .filter(([method]) => method !== "parameters")
        .map(([method, operation]) => ({
          id: stringOf(fieldsOf(operation)["operationId"]) ?? "",
          template,
          method,
          fields: fieldsOf(operation),
          pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, "(?!@)[^/]+")}$`),
        })),
    );

const read = (path: string, { prepare, formats }: SpecOptions) => {
  const spec = fieldsOf(parseJson(readFileSync(path, "utf8")));
  prepare(spec);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  ajv.addSchema(spec, "spec");
  const paths = fieldsOf(spec["paths"]);
  return { ajv, spec, paths, operations: operationsOf(paths) };
};

/** A machine-readable HTTP API, beside the project where it is at hand; read when it is first asked. */
export class OpenApi {
  /** Why requests are not checked, said once and loudly; undefined when they are. */
  readonly missing: string | undefined;
  readonly platform: string;
  readonly #options: SpecOptions;
  readonly #path: string;
  readonly #validators = new Map<string, ValidateFunction>();
  #loaded: ReturnType<typeof read> | undefined;

  constructor(options: SpecOptions) {
    this.#options = options;
    this.#path = resolve(import.meta.dirname, "../../../shared/specs", options.file);
    const { platform } = options;
    this.platform = platform;
    this.missing = existsSync(this.#path)
      ? undefined
      : `SKIPPED: ${this.#path} is not there, so requests to ${platform} are not checked against its API.`;
  }

  get #spec() {
    this.#loaded ??= read(this.#path, this.#options);
    return this.#loaded;
  }

  /** The operation of a method and a path, such as `/channels/1/messages`. */
  operationOf(method: string, path: string): SpecOperation | undefined {
    const bare = path.split("?")[0] ?? "";
    return this.#spec.operations.find(
      (operation) => operation.method === method.toLowerCase() && operation.pattern.test(bare),
    );
  }

  /** The description's name of everything that there is. */
  operationIds(): ReadonlySet<string> {
    return new Set(this.#spec.operations.map(({ id }) => id));
  }

  /** What is wrong with the body of a request: JSON, or a form whose parts are given as JSON. */
  bodyFaults(operation: SpecOperation, body: unknown, mediaType = "application/json"): string[] {
    const content = fieldsOf(fieldsOf(operation.fields["requestBody"])["content"]);
    if (content[mediaType] === undefined) {
      const isEmpty = isFields(body) && Object.keys(body).length === 0;
      return isEmpty ? [] : [`${operation.id}: takes no body`];
    }
    const where = `${pointer(operation.template)}/${operation.method}/requestBody/content/${pointer(mediaType)}/schema`;
    const { withoutHabits = (same: unknown) => same } = this.#options;
    return this.#check(`paths/${where}`, withoutHabits(body), operation.id);
  }

  /** What is wrong with what the sandbox answered. */
  answerFaults(operation: SpecOperation, status: number, body: unknown): string[] {
    const answers = fieldsOf(operation.fields["responses"]);
    const answer = fieldsOf(answers[String(status)]);
    if (answers[String(status)] === undefined) return [`${operation.id}: has no answer ${status}`];
    if (fieldsOf(answer["content"])["application/json"] === undefined) return [];
    const where = `${pointer(operation.template)}/${operation.method}/responses/${status}/content/${pointer("application/json")}/schema`;
    return this.#check(`paths/${where}`, body, `${operation.id} ${status}`);
  }

  /** What is wrong with a value that has a name in the description. */
  schemaFaults(name: string, value: unknown): string[] {
    return this.#check(`components/schemas/${name}`, value, name);
  }

  /** The parameters behind the question mark that an operation has. */
  #parametersOf(operation: SpecOperation): readonly { readonly at: string; readonly fields: Fields }[] {
    const common = fieldsOf(this.#spec.paths[operation.template])["parameters"];
    const at = `paths/${pointer(operation.template)}`;
    const all = [
      { list: operation.fields["parameters"], at: `${at}/${operation.method}/parameters` },
      { list: common, at: `${at}/parameters` },
    ];
    return all.flatMap(({ list, at: place }) =>
      (isList(list) ? list : []).map((each, n) => {
        const ref = stringOf(fieldsOf(each)["$ref"])?.split("/").at(-1);
        if (ref === undefined) return { at: `${place}/${n}`, fields: fieldsOf(each) };
        const shared = fieldsOf(fieldsOf(this.#spec.spec["components"])["parameters"]);
        return { at: `components/parameters/${pointer(ref)}`, fields: fieldsOf(shared[ref]) };
      }),
    );
  }

  /** Parameters behind the question mark that the operation does not have, or that must be something else. */
  queryFaults(operation: SpecOperation, query: URLSearchParams): string[] {
    const known = this.#parametersOf(operation).filter(({ fields }) => fields["in"] === "query");
    return [...query].flatMap(([name, value]) => {
      const parameter = known.find(({ fields }) => fields["name"] === name);
      if (!parameter) return [`${operation.id}?${name}: unknown`];
      const { type } = this.#schemaOf(fieldsOf(parameter.fields["schema"]));
      const isList = type === "array" && parameter.fields["explode"] === false;
      if (!isList && type !== "integer") return [];
      const meant = isList ? value.split(",") : Number(value);
      return this.#check(`${parameter.at}/schema`, meant, `${operation.id}?${name}`);
    });
  }

  #schemaOf(schema: Fields): Fields {
    const ref = stringOf(schema["$ref"])?.split("/").at(-1);
    return ref === undefined
      ? schema
      : fieldsOf(fieldsOf(fieldsOf(this.#spec.spec["components"])["schemas"])[ref]);
  }

  #check(where: string, value: unknown, name: string): string[] {
    const validate = this.#validators.get(where) ?? this.#spec.ajv.getSchema(`spec#/${where}`);
    if (!validate) return [`${name}: the specification has no ${where}`];
    this.#validators.set(where, validate);
    if (validate(value)) return [];
    // What a union says stands beside what its branches say, which is more to the point.
    const errors = (validate.errors ?? []).filter(
      ({ keyword, params }) => !["oneOf", "anyOf", "not"].includes(keyword) && params["type"] !== "null",
    );
    const telling = errors.length > 0 ? errors : (validate.errors ?? []);
    return [...new Set(telling.map((error) => `${name}${words(error)}`))];
  }
}
