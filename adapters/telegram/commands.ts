interface CommandList {
  /** Absent: for everyone whose language has no list. */
  readonly language_code?: string;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
}

/** The menu that Telegram shows beside the input field. */
export const commandLists: readonly CommandList[] = [
  {
    commands: [
      { command: "help", description: "What I can do" },
      { command: "menu", description: "Choose a topic" },
      { command: "human", description: "Talk to a person" },
      { command: "status", description: "How my request stands" },
      { command: "language", description: "Choose the language" },
      { command: "start", description: "Begin" },
    ],
  },
  {
    language_code: "zh",
    commands: [
      { command: "help", description: "我能做什么" },
      { command: "menu", description: "按分类选择问题" },
      { command: "human", description: "转人工客服" },
      { command: "status", description: "查看我的请求进度" },
      { command: "language", description: "选择语言" },
      { command: "start", description: "开始" },
    ],
  },
];
