import type { Intent, IntentWords } from "./intent.ts";
import { japanese } from "./spoken/japanese.ts";
import { korean } from "./spoken/korean.ts";
import { portuguese } from "./spoken/portuguese.ts";
import { russian } from "./spoken/russian.ts";
import { spanish } from "./spoken/spanish.ts";
import { traditionalChinese } from "./spoken/traditional-chinese.ts";
import { turkish } from "./spoken/turkish.ts";
import { vietnamese } from "./spoken/vietnamese.ts";

const others: readonly IntentWords[] = [
  traditionalChinese,
  japanese,
  korean,
  russian,
  spanish,
  vietnamese,
  turkish,
  portuguese,
];

const englishAndChinese: Readonly<Record<Intent, readonly string[]>> = {
  greeting: [
    "hi, hello, hey, hey there, hi there, hello there, good morning, good afternoon, good evening, good day",
    "morning, evening, yo, hiya, greetings, hi all, hello sir, hi sir, hi team, hello team, hello support, hi support",
    "anyone there, anybody there, is anyone there, are you there, you there, hola, gm, gn, sup bro, knock knock",
    "你好, 您好, 嗨, 哈喽, 哈啰, 早上好, 早安, 下午好, 晚上好, 在吗, 在么, 在不在, 有人吗, 你好啊, 你好呀, 嘿, 大家好, 在嗎, 早",
  ],
  how_are_you: [
    "how are you, how are you doing, how is it going, what's up, whats up, sup",
    "你好吗, 最近怎么样, 还好吗",
  ],
  thanks: [
    "thanks, thank you, thx, ty, tysm, thank u, many thanks, thanks a lot, thank you very much, thank you so much",
    "thanks so much, cheers, much appreciated, appreciate it, i appreciate it, great thanks, ok thanks, ok thank you",
    "perfect thanks, that helped, that helps, this helped, it works now, it worked, solved, problem solved, got it thanks",
    "helpful, very helpful, it was helpful, that was helpful, it helped, yes it helped, yes it did, it did, it was, very useful",
    "有帮助, 很有帮助, 有用, 很有用, 帮到我了, 有点用, 谢谢, 谢谢你, 谢谢您, 多谢, 感谢, 非常感谢, 谢啦, 谢了, 3q, 好的谢谢, 好 谢谢, 好的 谢谢, 解决了, 已解决, 搞定了, 可以了, 謝謝, 谢谢了",
  ],
  goodbye: [
    "bye, goodbye, good bye, bye bye, see you, see ya, cya, good night, have a nice day, have a good day, take care",
    "that's all, thats all, that is all, nothing else, no more questions",
    "再见, 拜拜, 晚安, 回头见, 没有了, 没事了, 没别的了, 再見, 88",
  ],
  are_you_bot: [
    "are you a bot, are you bot, are you a robot, are you robot, are you human, are you a human, are you real, are you ai",
    "are you an ai, are you a real person, are you a person, is this a bot, is this a robot, is this automated, bot",
    "am i talking to a bot, am i talking to a robot, am i talking to a human, am i talking to a real person, who are you",
    "is this a real person, is this a human, are you a machine, what are you, are you chatgpt, robot, is it a bot",
    "am i speaking to a bot, am i speaking to a human, am i speaking with a person, am i chatting with a bot",
    "你是机器人吗, 你是机器人, 你是真人吗, 你是人吗, 你是ai吗, 你是ai, 机器人吗, 真人吗, 你是谁, 是机器人吗, 是真人吗, 机器人, 你是人工吗, 这是机器人吗, 是人工吗, 你是不是机器人",
  ],
  needs_help: [
    "help me, can you help me, can you help, could you help me, i need help, i need some help, need help, help needed",
    "i need help with my account, help with my account, i have a problem, i have a question, i have an issue, problem, issue",
    "i have a problem with my account, i have an issue with my account, something is wrong, i got a problem, question",
    "i need assistance, i need support, can i ask a question, can i ask something, i want to ask something",
    "帮我, 帮帮我, 帮忙, 能帮我吗, 可以帮我吗, 帮个忙, 求助, 有问题, 我有问题, 我有个问题, 有个问题, 出问题了, 我的账户有问题, 账户有问题, 账号有问题",
    "咨询, 我想咨询, 我要咨询, 想问个问题, 问个问题, 我想问, 我需要帮助, 需要帮助",
  ],
  not_helped: [
    "that didn't help, that didnt help, that did not help, this didn't help, this doesn't help, that doesn't help, didn't help",
    "not helpful, no help, useless, this is useless, it did not work, did not work, still no, still nothing, still not, it didn't work, it does not work, it doesn't work, that didn't work, doesn't work, didnt work",
    "still not working, still doesn't work, not working, same problem, still the same, that's not what i asked, wrong answer",
    "not what i asked, you don't understand, you didn't understand, i tried that, i already tried that, tried that already",
    "no it didn't, it didn't, it did not, it didn't help, not really, not at all, not much, no it wasn't, it wasn't, unhelpful, not useful",
    "没成功, 没有成功, 不起作用, 没效果, 没啥用, 没什么用, 帮不到我, 没帮到我, 没用, 没有用, 没有帮助, 没帮助, 不管用, 还是不行, 还是没用, 没解决, 没有解决, 解决不了, 答非所问, 我不是问这个, 试过了, 我试过了, 都试过了",
  ],
  none: [
    "none of these, none of them, none of those, neither, something else, none fits, 都不是, 以上都不是, 没有我要的, 都不对, 不是这些",
  ],
  human: [
    "human, talk to a person, talk to a person now, talk to a human, human now, agent now, a human, human please, person, a person, real person, real human, live person, live agent, live chat, agent",
    "an agent, operator, representative, rep, support agent, human agent, human support, customer service, live support",
    "customer support, customer care, someone real, support team, advisor, talk to support, contact support, support please",
    "no bot, no bots, not a bot, i don't want a bot, i dont want a bot, stop the bot, i hate bots, no robots",
    "i don't want to talk to a bot, i dont want to talk to a bot, i don't want to talk to a robot, escalate, escalate this",
    "i want human, i need human, need human, want human, get me someone, give me someone real, speak to manager",
    "open a ticket, create a ticket, open ticket, create ticket, new ticket, submit a ticket, raise a ticket, ticket",
    "i want to open a ticket, i want to complain, complaint, file a complaint, make a complaint",
    "找人工客服, 马上联系人工客服, 人工, 真人, 客服, 人工客服, 人工服务, 在线客服, 转人工, 转人工客服, 转客服, 找人工, 找客服, 人工 人工, 人工人工, 我要人工, 我要真人, 真人客服",
    "轉人工, 人工客服在吗, 不要机器人, 我不要机器人, 别用机器人, 提交工单, 开工单, 创建工单, 新建工单, 工单, 我要投诉, 投诉, 联系客服, 叫人来, 来个人, 来个真人, 来个人工",
    "人工在吗, 客服在吗, 有客服吗, 有人工吗, 有真人吗, 聯繫客服, 轉客服",
  ],
  assistant: [
    "talk to the assistant again, talk to the assistant, back to the assistant, assistant, back to bot, back to the bot",
    "talk to the bot, talk to bot, i want the bot, use the bot, continue with the bot, the assistant",
    "继续和助手聊, 和助手聊, 回到助手, 回到机器人, 转机器人, 转回机器人, 转回助手, 找助手, 助手, 用机器人, 转机器人客服",
  ],
  cancel_ticket: [
    "cancel ticket, cancel the ticket, cancel my ticket, close ticket, close the ticket, close my ticket, withdraw my ticket",
    "withdraw ticket, drop the ticket, i don't need the ticket anymore, delete my ticket",
    "取消工单, 关闭工单, 撤销工单, 撤回工单, 取消我的工单, 关闭我的工单, 不需要工单",
  ],
  back: [
    "back, go back, previous, previous step, one step back, undo, 返回, 上一步, 后退, 回去, 退回, 上一個",
  ],
  skip: [
    "skip, skip it, skip this, next, pass, i don't know, i dont know, don't know, dont know, idk, not sure, no idea, none",
    "i'd rather not say, rather not, i don't have it, i don't have one, n a, na, dunno",
    "跳过, 略过, 下一步, 不知道, 不清楚, 没有, 不想说, 忘了, 不记得, 不方便, 跳過",
  ],
  cancel: [
    "cancel, stop, abort, quit, exit, never mind, nevermind, forget it, cancel it, no more, leave it, stop it",
    "取消, 停止, 退出, 算了, 不用, 不用了, 不要了, 放弃, 终止, 结束",
  ],
  send_now: [
    "send now, send it now, just send it, just send, submit now, send what you have, pass it on, send it like this",
    "现在发送, 直接发送, 立即发送, 马上发送, 直接提交, 现在提交, 现在就发",
  ],
  yes: [
    "yes, y, yes please, yep, yeah, yup, sure, ok, okay, correct, right, of course, agreed, confirm, confirmed, go ahead",
    "send, send it, submit, use this text, sure thing, looks good, all good, fine, that's right, use it, use this",
    "是, 是的, 对, 对的, 好, 好的, 可以, 行, 没问题, 确认, 发送, 提交, 就用这段, 嗯, 没错, 同意, 嗯嗯, 用这个",
  ],
  no: [
    "no, nope, n, not that, wrong, not correct, no thanks, no thank you, 不, 不是, 不对, 否, 没, 不行, 错了, 不需要",
  ],
  change: [
    "change, edit, change it, change something, correct it, modify, 修改, 更改, 改, 改一下, 编辑, 我要改",
  ],
  go_on: [
    "go on, continue, carry on, resume, keep going, proceed, let's go on, 继续, 接着, 继续吧, 接着来, 继续填, 接着填",
  ],
  help: ["help, what can you do, commands, how does this work, 帮助, 你能做什么, 怎么用, 功能"],
  menu: [
    "menu, main menu, show menu, show me the menu, the menu, open menu, back to menu, go to menu, topics, categories, options",
    "show topics, all topics, list of topics, faq, 菜单, 主菜单, 目录, 分类, 类别, 打开菜单, 返回菜单, 回到菜单, 常见问题, 问题分类",
  ],
  status: [
    "status, ticket status, my ticket, status of my ticket, where is my ticket, what about my ticket, any news, any update",
    "any updates, any news on my ticket, any update on my ticket, how is my ticket, 工单状态, 我的工单, 工单进度, 进度, 有消息吗, 我的工单怎么样",
  ],
  erase: [
    "delete my data, please delete my data, erase my data, remove my data, delete all my data, delete my personal data",
    "erase my personal data, i want my data deleted, i want you to delete my data, i want to delete my data, wipe my data",
    "delete my messages, erase my messages, delete everything about me, delete what you know about me, forget me",
    "delete this conversation, delete this chat, erase this chat, delete our chat, delete my chat history, right to be forgotten",
    "gdpr delete, gdpr deletion request, data deletion request, delete me",
    "删除我的数据, 请删除我的数据, 删掉我的数据, 清除我的数据, 把我的数据删除, 把我的数据删掉, 我要删除我的数据, 我想删除我的数据",
    "删除我的个人信息, 删除个人信息, 删除个人数据, 删除我的信息, 删除我的消息, 删除我的对话, 删除这个对话, 清除对话记录, 删除聊天记录, 忘记我, 被遗忘权",
  ],
};

/**
 * Short utterances that are an intent as a whole, in every language served: a person may say "back" in English
 * in the middle of a Chinese conversation. Compared after `plainWords`, or without politeness after `coreWords`.
 */
export const linesOf = (intent: Intent): readonly string[] => [
  ...englishAndChinese[intent],
  ...others.flatMap((words) => words[intent] ?? []),
];
