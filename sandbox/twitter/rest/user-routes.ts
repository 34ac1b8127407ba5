import { userWire } from "../world/dm-wire.ts";
import type { User } from "../world/types.ts";
import { notFound } from "./api-error.ts";
import { type Call, listOf, pathOf, type Routes, userOf } from "./route.ts";

const userQuery = ["user.fields", "expansions", "post.fields"] as const;

const fullWire = (call: Call, user: User) => ({
  ...userWire(user),
  ...(listOf(call, "user.fields").includes("created_at") && {
    created_at: new Date(user.createdAt).toISOString(),
  }),
  ...(listOf(call, "user.fields").includes("description") && { description: "" }),
});

/** Who vanished is answered with 200 and an error. */
const found = (
  call: Call,
  user: User | undefined,
  asked: { readonly name: string; readonly value: string },
) => {
  if (user?.standing === "active") return { data: fullWire(call, user) };
  return { errors: [notFound("user", asked.name, asked.value).body] };
};

export const userRoutes = {
  "GET /2/users/me": [
    "getUsersMe",
    {
      access: "user",
      group: "user_read",
      query: userQuery,
      run: (call) => ({ data: fullWire(call, userOf(call)) }),
    },
  ],
  "GET /2/users/:id": [
    "getUsersById",
    {
      access: "either",
      group: "user_read",
      query: userQuery,
      run: (call) =>
        found(call, call.world.users.get(pathOf(call, "id")), { name: "id", value: pathOf(call, "id") }),
    },
  ],
  "GET /2/users/by/username/:username": [
    "getUsersByUsername",
    {
      access: "either",
      group: "user_read",
      query: userQuery,
      run: (call) => {
        const value = pathOf(call, "username");
        return found(call, call.world.userByName(value), { name: "username", value });
      },
    },
  ],
} as const satisfies Routes;
