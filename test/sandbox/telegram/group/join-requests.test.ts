import { expect, test } from "vitest";
import { aClock, aSandbox, callApi, kindsOf, updatesOf } from "../../support.ts";

const chat_id = -1_001_234_567_890;
const tooLate = "Bad Request: query is too old and response timeout expired or query ID is invalid";

const aGate = async () => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock });
  const bo = sandbox.telegram.person({ id: 8, firstName: "Bo" });
  const bot = sandbox.telegram.bot();
  const group = sandbox.telegram.group({ id: chat_id, title: "Traders", members: [bot] });
  group.promote(bot, { rights: ["can_invite_users"] });
  await updatesOf(sandbox, { offset: -1, allowed_updates: ["chat_join_request", "message"] });
  const answer = (id: string, result: string) =>
    callApi(sandbox, "answerChatJoinRequestQuery", { chat_join_request_query_id: id, result });
  return { clock, sandbox, bo, bot, group, answer };
};

test("a request comes with its query, and the answer lets the person in", async () => {
  const { sandbox, bo, group, answer } = await aGate();
  const request = group.requestJoin(bo, { query: true, bio: "trader" });
  const updates = await updatesOf(sandbox);
  expect(updates.at(-1)).toMatchObject({
    chat_join_request: { chat: { id: chat_id }, from: { id: 8 }, query_id: request.id, bio: "trader" },
  });
  expect(await answer(request.id, "approve")).toMatchObject({ body: { result: true } });
  expect(await request.answered).toBe("approve");
  expect(group.member(8)?.status).toBe("member");
  expect(kindsOf(await updatesOf(sandbox)).at(-1)).toBe("message");
});

test("after ten seconds the query is closed, and an admin may still decide", async () => {
  const { clock, sandbox, bo, group, answer } = await aGate();
  const request = group.requestJoin(bo, { query: true });
  clock.move(10_001);
  expect(request.state).toBe("expired");
  expect((await answer(request.id, "approve")).body["description"]).toBe(tooLate);
  const decline = () => callApi(sandbox, "declineChatJoinRequest", { chat_id, user_id: 8 });
  expect(await decline()).toMatchObject({ body: { result: true } });
  expect((await decline()).body["description"]).toBe("Bad Request: HIDE_REQUESTER_MISSING");
  expect(group.member(8)).toBeUndefined();
});

test("a query is answered once, with what there is to answer", async () => {
  const { bo, group, answer } = await aGate();
  const { id } = group.requestJoin(bo, { query: true });
  expect(await answer(id, "perhaps")).toMatchObject({ status: 400 });
  expect(await answer(id, "queue")).toMatchObject({ status: 200 });
  expect((await answer(id, "approve")).body["description"]).toBe(tooLate);
});

test("without the right a bot hears of no request and decides none", async () => {
  const { sandbox, bo, bot, group } = await aGate();
  group.promote(bot, { rights: [] });
  group.requestJoin(bo);
  expect(kindsOf(await updatesOf(sandbox, { offset: -1 }))).not.toContain("chat_join_request");
  expect(await callApi(sandbox, "approveChatJoinRequest", { chat_id, user_id: 8 })).toMatchObject({
    body: { description: "Bad Request: not enough rights to manage chat invite link" },
  });
});
