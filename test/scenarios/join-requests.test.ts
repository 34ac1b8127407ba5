import { expect, it } from "vitest";
import { aGroupScene } from "./a-group.ts";

it.each([true, false])(
  "a request to join (asked by query: %s) is left to the group's administrators without a policy",
  async (query) => {
    const { group, telegram, fleet, talker } = await aGroupScene();
    const ada = talker();

    const request = group.requestJoin(ada.person, { query, bio: "hello" });
    await fleet.settled();

    expect(request.state).toBe("open");
    expect(telegram.requests.map(({ method }) => method).filter((method) => /join/i.test(method))).toEqual(
      [],
    );
    expect(ada.heard()).toEqual([]);
    request.settle("decline");
  },
);

it("members who come and go are met with silence", async () => {
  const { group, fleet, member } = await aGroupScene();
  const ada = member();
  group.leave(ada.person);
  group.rename("HTX friends");
  await fleet.settled();
  expect(group.chat.replies).toEqual([]);
});
