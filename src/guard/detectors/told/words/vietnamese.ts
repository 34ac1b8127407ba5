import type { LanguageWords } from "./language-words.ts";

export const vietnamese: LanguageWords = {
  spaced: true,
  password: "mat ?khau|mkh|(?:tu|cum tu) bi mat|mat khua|mat khao|mkhau|mat ma|mk",
  weakPassword: "pass|pas",
  pin: "(?:ma |so )?pin",
  code: [
    "ma (?:so )?(?:xac (?:minh|thuc|nhan)|otp|2fa|bao mat|code|sms|dang nhap|kich hoat|google|authenticator|tin nhan|email|mail|dien thoai|truy cap|an toan|mot lan|dung mot lan|xt|xm|xn|ve may|gui ve|(?:4|5|6|7|8|bon|nam|sau|bay|tam) (?:so|chu so))",
    "otp|(?:4|6|8|sau|bon) (?:chu )?so (?:xac|otp|trong|ma)|mat khau (?:mot lan|dung mot lan|otp)|code (?:otp|xac|2fa|sms)",
  ].join("|"),
  weakCode:
    "ma(?=:? ?[\\d'\"]| (?:la|trong|o|cua|em|toi|minh|tui|nay|nhan|gui|vua|do|day|ben|ve|moi|ban|anh|chi|nhe|ne)(?![a-z]))|ma so|day so|code|(?:nhap|gui|cai|co|nhan|cho|bao|\\d) ma(?= ?(?:[,.?!;)\\n]|$|rut|nay|la))|ma(?= rut| xac| phi)|phi ma|(?:4|5|6|7|8|sau|bon) (?:chu )?so(?= ?:? ?\\d)",
  channel:
    "sms|tin nhan|nhan tin|email|mail|google|authenticator|zalo|whatsapp|telegram|dang nhap|xac minh|xac thuc|dien thoai|sdt|may|ngan hang",
  mine: "toi|minh|cua em|em(?= ?[:=]| (?:la|dat|de|nhap|nhan|dung|xai|go|co|bi|k|ko|khong|vua|moi|da|doi|thu|quen|dang|vao|cho|gui|voi|lay|tao|hay|xin|can)(?![a-z]))|tui|tao|anh|chi|chung toi|ben minh|cua toi|cua em|cua minh",
  certain: "nay|day|do|cai|moi|cu|hien tai|truoc|ban",
  copula: "la|thi|ra|bang|chinh la|hien la|van la|hien thi|ghi|day|do|no la|dang la|se la|tung la",
  setTo: "thanh|la|bang|sang|nhap|go|dien|danh|dat|thu|dung|de|doi|nhan(?: duoc)?|gui(?: ve| cho)?|vao|voi",
  typed: "nhap(?: vao)?|go|danh|dien|da thu|thu|bam|dang nhap bang|xai|paste|dat",
  handled:
    "dat|doi|da doi|vua doi|thay|tao|de|chon|dung|su dung|xai|nhap|nhap vao|go|dien|danh|thu|da thu|cai|dang ky|nhan|nhan duoc|vua nhan|gui|gui ve|gui den|gui cho|da gui|nhan ve|toi|den|ve|ve may|bao|bao ve|copy|dan|cho|dua|cap|vao|dang nhap",
  changed: "dat|doi|da doi|vua doi|thay|tao|de|chon",
  notice:
    "khong (?:chia se|cung cap|tiet lo|cho (?:bat ky )?ai|dua|noi)|tuyet doi khong|hieu luc|het han|co gia tri|de (?:xac minh|xac nhan|xac thuc|dang nhap)",
  negation: "khong|chua|ko|k|hok|hong|chang|dung|deo|dau co|kg|khg",
  lost: "quen|mat(?! khau| ma)|khoi phuc|dat lai|lay lai|nho|reset",
  otherCode:
    "(?<!xin )loi|khuyen mai|giam gia|gioi thieu|moi ban|uu dai|qua tang|quoc gia|qr|vach|san pham|don hang|voucher|coupon|swift|hop dong|bonus|ma (?:giao dich|qua|dien|vung|don|thuong|buu|nguon|gt)",
  account:
    "tai khoan|tk|nguoi dung|user|don hang|don|giao dich|so (?:dien thoai|tai khoan|tien|lenh|du)|sdt|dt|so tien|id|uid|hash|dia chi|lenh|hoa don|phien ban|cmnd|cccd|ho chieu|goi|hotline|nam",
  unit: "ky tu|ki tu|chu so|chu|phut|giay|gio|tieng|ngay|lan|tuan|thang|nam|dong|vnd|trieu|usd|nguoi|diem",
  example:
    "vi du|vd|chang han|(?:mat khau|mk) nhu|de doan|(?:dung|khong nen) (?:dat|dung|su dung|chon)|tranh|it nhat|toi thieu|phai (?:co|chua)|mac dinh|dinh dang",
  status: [
    "sai|dung|khong|quen|mat|bi|da|duoc|cua|cho|voi|va|hay|hoac|nhung|vi|nen|thi|la|ma|nay|do|day|kia|gi|nao|dau|sao|the|rat|qua|lam|nua|roi|chua|van|dang|se|co|cung|chi|chinh|moi|cu|khac|giong|yeu|manh|tot|xau|dai|ngan|an toan|bao mat|het|han|khoa|lo|hack|trong|ngoai|tren|duoi|toi|minh|em|anh|chi|ban|ai|nguoi|nhap|nhap lai|doi|dat|dat lai|hop|le|hop le|dang nhap|tai khoan|lai|di|den|giup|voi a|nhe|nha|a|ah|ha|hop|chinh xac|ko|bao nhieu|bi mat|rieng",
  ].join("|"),
  numbers: "khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|linh|le",
  arrival:
    "nhan(?: duoc)?|vua nhan|moi nhan|gui (?:ve|den|toi|cho)|gui|ve may|ve|toi day|den roi|bao|bao la|hien|hien thi|hien len|ghi|ghi la|doc|doc la|noi|noi la|tong dai|cuoc goi|xac nhan|xac minh|xac thuc|duyet|het han|day so|may so|so nay|cai moi|ma moi|so trong|day ne",
  answer: "vang|da|u|uh|ok|oke|okie|duoc|roi|day|day a|day ne|ne|do|dung roi|a|xong",
  money:
    "loi nhuan|khoi luong|mua|ban ra|so du|muc tieu|ho tro|khang cu|luong|so tien|usdt?|btc|eth|vnd|trieu|ty|(?<!tu )dong|don bay|dau tu|gia (?:coin|btc|vao|hien|mua|ban)|thua lo",
  access:
    "dang nhap|log ?in|vao (?:duoc|khong|ko|tai khoan|app)|khong (?:vao|duoc|dung)|ko (?:vao|duoc|dung)|sai|khong hop le|tu choi|mo khoa|khong mo|viet hoa|chu hoa",
  here: "day(?: la)?|day ne|gui (?:ban|anh|chi|ad|shop|em)|em gui|la day|cho (?:anh|ban|chi) ne|ben duoi|nhu sau|ghi nhe",
  forbids:
    "khong bao gio|tuyet doi|dung (?:chia se|gui|cho|cung cap|dua)|khong (?:ai|chia se|gui|cho|cung cap|yeu cau|nhan duoc)|lua dao|canh bao|lam sao|tai sao|the nao|chua nhan",
  ask: "(?:gui|cho|doc|dua|nhan|chia se|cung cap|noi|bao|cho biet|cap|up|paste|chup) (?:lai |giup |ngay )?(?:cho )?(?:toi|minh|em|anh|chi|tui|ben em|ben minh|shop|chung toi|a|e|c|m|t)|(?:ban|anh|chi|em) (?:gui|doc|cho|nhan duoc|cung cap|co)|la (?:gi|bao nhieu|may)|can|xin|vui long (?:gui|cung cap|cho|doc|nhap)|hay (?:gui|doc|cho|cung cap)",
};
