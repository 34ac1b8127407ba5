/** Pictures to send: drawn here, or chosen by whoever tries the page. A picture is `{fileName, mediaType, base64, url}`. */
const width = 640;
const height = 800;

const screen = (draw) => {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  const fill = (colour, x, y, w, h) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(x, y, w, h, Math.min(24, h / 3));
    pen.fill();
  };
  const write = (
    words,
    { x = width / 2, y, size = 30, colour = "#15232c", align = "center", bold = false },
  ) => {
    pen.fillStyle = colour;
    pen.textAlign = align;
    pen.font = `${bold ? "600 " : ""}${size}px system-ui, sans-serif`;
    pen.fillText(words, x, y);
  };
  pen.fillStyle = "#f3f6f8";
  pen.fillRect(0, 0, width, height);
  draw({ pen, fill, write });
  return canvas.toDataURL("image/jpeg", 0.82);
};

const rows = (write, pairs) => {
  for (const [n, [name, value]] of pairs.entries()) {
    const y = 500 + n * 64;
    write(name, { x: 60, y, size: 26, colour: "#566873", align: "left" });
    write(value, { x: 580, y, size: 26, align: "right" });
  }
};

const receipt =
  ({ colour, mark, title, amount, details }) =>
  ({ pen, fill, write }) => {
    fill("#ffffff", 24, 90, 592, 680);
    write("Assets", { y: 60, size: 28, bold: true });
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(width / 2, 210, 58, 0, Math.PI * 2);
    pen.fill();
    write(mark, { y: 232, size: 62, colour: "#ffffff", bold: true });
    write(title, { y: 330, size: 34, bold: true, colour });
    write(amount, { y: 410, size: 50, bold: true });
    rows(write, details);
  };

const chat = ({ fill, write }) => {
  write("Support Agent 24/7", { y: 64, size: 30, bold: true });
  fill("#ffffff", 40, 130, 440, 110);
  write("Hello, I am official support.", { x: 70, y: 196, size: 28, align: "left" });
  fill("#ffffff", 40, 270, 500, 110);
  write("Your account is at risk!", { x: 70, y: 336, size: 28, align: "left" });
  fill("#cfeadb", 240, 410, 360, 110);
  write("what should I do??", { x: 270, y: 476, size: 28, align: "left" });
  fill("#ffffff", 40, 550, 540, 110);
  write("Send me the code from your app", { x: 70, y: 616, size: 28, align: "left" });
};

const chart = ({ pen, fill, write }) => {
  write("BTC / USDT", { x: 40, y: 70, size: 34, bold: true, align: "left" });
  write("order not filled", { x: 40, y: 118, size: 26, colour: "#b3402f", align: "left" });
  for (let n = 0; n < 16; n += 1) {
    const middle = 430 + Math.sin(n / 2.3) * 130 - n * 8;
    const up = Math.sin(n * 1.7) > 0;
    const colour = up ? "#1f7a55" : "#b3402f";
    fill(colour, 44 + n * 35, middle - 40, 22, 60 + (n % 4) * 18);
    pen.fillRect(54 + n * 35, middle - 70, 3, 150);
  }
};

const drawn = [
  [
    "failed-withdrawal.jpg",
    "Failed",
    receipt({
      colour: "#b3402f",
      mark: "✕",
      title: "Withdrawal failed",
      amount: "250.00 USDT",
      details: [
        ["Network", "TRC20"],
        ["Fee", "1.00 USDT"],
        ["Reason", "under maintenance"],
      ],
    }),
  ],
  [
    "deposit-receipt.jpg",
    "Deposit",
    receipt({
      colour: "#1f7a55",
      mark: "✓",
      title: "Sent",
      amount: "1,200.00 USDT",
      details: [
        ["Network", "ERC20"],
        ["Confirmations", "64 / 64"],
        ["Credited", "not yet"],
      ],
    }),
  ],
  ["suspicious-chat.jpg", "Fake agent", chat],
  ["chart.jpg", "Order", chart],
];

const base64Of = (url) => url.slice(url.indexOf(",") + 1);

let samples;
/** `[label, picture]`, drawn when first asked for. */
export const samplePictures = () => {
  samples ??= drawn.map(([fileName, label, draw]) => {
    const url = screen(draw);
    return [label, { fileName, mediaType: "image/jpeg", base64: base64Of(url), url }];
  });
  return samples;
};

const shown = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);
export const isPicture = ({ mediaType }) => shown.has(mediaType);

/** A file as it was chosen, dropped or pasted. */
export const readFile = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const mediaType = file.type || "application/octet-stream";
      const url = String(reader.result);
      resolve({ fileName: file.name || "picture", mediaType, base64: base64Of(url), url });
    });
    reader.addEventListener("error", () => reject(new Error(`${file.name} could not be read.`)));
    reader.readAsDataURL(file);
  });
