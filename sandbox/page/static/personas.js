/** Who one can be in the chat, and what they might say first. */
export const personas = [
  {
    id: 1001,
    firstName: "Ada",
    username: "ada_trades",
    languageCode: "en",
    language: "English",
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
  },
  {
    id: 1002,
    firstName: "林悦",
    username: "linyue",
    languageCode: "zh-hans",
    language: "简体中文",
    tries: [
      ["打招呼", "你好"],
      ["提现失败", "我的提现失败了，怎么办？"],
      ["账户被锁", "我的账户被锁定了，登录不了"],
      ["泄露密码", "我的密码是 Haiyang-2291，帮我登录看看"],
      ["转人工", "我要找人工客服"],
    ],
  },
  {
    id: 1003,
    firstName: "Sam",
    languageCode: "en",
    language: "English, in a hurry",
    tries: [
      ["Hacked!", "someone logged in to my account and withdrew my coins!!"],
      ["A fake agent", "a support agent called me and asked for my code, is that you?"],
      ["Three quick lines", "hello?\nis anybody there\nmy account is locked"],
      ["Lost phone", "lost my phone, how do i reset 2fa"],
    ],
  },
];
