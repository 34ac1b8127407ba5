import type { Detector, Span } from "../../detector.ts";
import { isPlaceholder } from "./credential-shapes.ts";

/** The user's part of an address (RFC 3986, section 3.2.1): `postgres://user:password@host`. */
const userInfo = /:\/\/([^\s:@/?#"'<>]{0,64}):([^\s/"'<>]{1,128})@(?=[A-Za-z0-9[\p{L}])/gu;
const standIn = /^(?:p(?:ass(?:word|wd)?|wd|w)|secret|user(?:name)?|\$?[{<[(%].*|\$\w+|\*+|\.+|\d{2,5})$/i;

/** Passwords that stand in an address. */
export const urlPassword: Detector = {
  name: "url-password",
  kinds: ["password"],
  proof: "it stands in an address as the user's password",
  find: ({ text }) =>
    text.includes("://") && text.includes("@")
      ? [...text.matchAll(userInfo)].flatMap(({ 0: all, 2: password = "", index }): Span[] => {
          const end = index + all.length - 1;
          if (standIn.test(password) || isPlaceholder(password)) return [];
          return [{ kind: "password", level: "hard", start: end - password.length, end }];
        })
      : [],
};
