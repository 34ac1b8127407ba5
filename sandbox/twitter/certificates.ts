import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";

/** X's hosts, as the certificate of the sandbox names them. */
export const twitterHosts = ["api.x.com", "upload.x.com"] as const;

export interface Certificates {
  /** The authority that clients must trust, as PEM. */
  readonly authority: string;
  /** Of the server. */
  readonly certificate: string;
  readonly key: string;
}

/** Loaded by the first sandbox that X is used in: it takes long. */
const loadForge = (): typeof import("node-forge") => createRequire(import.meta.url)("node-forge");

const validFrom = Date.UTC(2020, 0, 1);
const validUntil = Date.UTC(2050, 0, 1);

/** An authority and a certificate that it signed for X's hosts; nothing of it is ever on disk. */
const makeCertificates = (): Certificates => {
  const { pki, md, util } = loadForge();
  const newPair = () => {
    const pair = generateKeyPairSync("rsa", {
      modulusLength: 2_048,
      privateKeyEncoding: { type: "pkcs1", format: "pem" },
      publicKeyEncoding: { type: "pkcs1", format: "pem" },
    });
    return { ...pair, signing: pki.privateKeyFromPem(pair.privateKey) };
  };
  const issue = (facts: {
    readonly name: string;
    readonly issuer: string;
    readonly publicKey: string;
    readonly signedBy: ReturnType<typeof pki.privateKeyFromPem>;
    readonly extensions: object[];
  }): string => {
    const made = pki.createCertificate();
    made.publicKey = pki.publicKeyFromPem(facts.publicKey);
    made.serialNumber = `01${util.bytesToHex(util.createBuffer(facts.name).getBytes(8))}`;
    made.validity.notBefore = new Date(validFrom);
    made.validity.notAfter = new Date(validUntil);
    made.setSubject([{ name: "commonName", value: facts.name }]);
    made.setIssuer([{ name: "commonName", value: facts.issuer }]);
    made.setExtensions(facts.extensions);
    made.sign(facts.signedBy, md.sha256.create());
    return pki.certificateToPem(made);
  };
  const authorityName = "Authority of the sandbox";
  const authority = newPair();
  const server = newPair();
  const signedBy = authority.signing;
  return {
    authority: issue({
      name: authorityName,
      issuer: authorityName,
      publicKey: authority.publicKey,
      signedBy,
      extensions: [
        { name: "basicConstraints", cA: true, critical: true },
        { name: "keyUsage", keyCertSign: true, critical: true },
      ],
    }),
    certificate: issue({
      name: twitterHosts[0],
      issuer: authorityName,
      publicKey: server.publicKey,
      signedBy,
      extensions: [
        { name: "basicConstraints", cA: false },
        { name: "extKeyUsage", serverAuth: true },
        { name: "subjectAltName", altNames: twitterHosts.map((value) => ({ type: 2, value })) },
      ],
    }),
    key: server.privateKey,
  };
};

let made: Certificates | undefined;

/** The same for every sandbox of the process: making keys is slow. */
export const certificates = (): Certificates => {
  made ??= makeCertificates();
  return made;
};
