/** Who one can be. `tries`: what they might say first to the bot, as `[label, text]`; a line is a message. */
const ada = {
  id: 1001,
  firstName: "Ada",
  username: "ada_trades",
  languageCode: "en",
  note: "English",
  tries: [
    ["Hello", "hi"],
    ["A failed withdrawal", "My withdrawal failed, what can I do?"],
    ["A missing deposit", "I sent USDT two hours ago and my deposit has not arrived"],
    [
      "Give a secret away",
      "please restore it: legal winner thank year wave sausage worth useful legal winner thank yellow",
    ],
    ["Ask for a person", "I want to talk to a person"],
    ["Something odd", "do you also sell pizza?"],
  ],
};
const linYue = {
  id: 1002,
  firstName: "林悦",
  username: "linyue",
  languageCode: "zh-hans",
  note: "简体中文",
  tries: [
    ["打招呼", "你好"],
    ["提现失败", "我的提现失败了，怎么办？"],
    ["账户被锁", "我的账户被锁定了，登录不了"],
    ["泄露密码", "我的密码是 Haiyang-2291，帮我登录看看"],
    ["转人工", "我要找人工客服"],
  ],
};
const sam = {
  id: 1003,
  firstName: "Sam",
  languageCode: "en",
  note: "In a hurry",
  tries: [
    ["Hacked!", "someone logged in to my account and withdrew my coins!!"],
    ["A fake agent", "a support agent called me and asked for my code, is that you?"],
    ["Three quick lines", "hello?\nis anybody there\nmy account is locked"],
    ["Lost phone", "lost my phone, how do i reset 2fa"],
  ],
};
const ben = { id: 1004, firstName: "Ben", username: "ben_holds", languageCode: "en", note: "Member" };
const chen = { id: 1005, firstName: "Chen", username: "chen_wei", languageCode: "zh-hans", note: "Member" };
const grace = {
  id: 1006,
  firstName: "Grace",
  username: "grace_mods",
  languageCode: "en",
  note: "Moderator",
  moderates: true,
};
const impostor = {
  id: 1007,
  firstName: "HTX Support ✓",
  username: "htx_help_desk",
  languageCode: "en",
  note: "New here",
  isNew: true,
};

export const people = [ada, linYue, sam, ben, chen, grace, impostor];
export const personOf = (id) => people.find((person) => person.id === id);

/** The chats with the bot that stand in the list from the start; others join it once something is said there. */
export const directs = [ada, linYue, sam];

export const group = {
  id: -1_001_234_500_001,
  title: "HTX Traders",
  members: [ada, ben, chen, grace, impostor],
  topics: ["Withdrawals"],
  /** `by` says it; `{bot}` becomes the bot's handle. */
  tries: [
    { by: ada, label: "Ask the bot", text: "{bot} how long does a withdrawal take?" },
    { by: ben, label: "Talk among members", text: "Did anybody else's withdrawal take long today?" },
    {
      by: impostor,
      label: "The impostor tries it",
      text: "Official support here. Write me your phone and the code from your app, I unlock your account",
    },
    {
      by: ben,
      label: "Give a secret away",
      text: "{bot} help, my password is Harbour-2291 and it says wrong password",
    },
  ],
};
