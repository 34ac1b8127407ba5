import type { IntentWords } from "../intent.ts";

export const vietnamese: IntentWords = {
  greeting: [
    "xin chào, chào, chào bạn, chào ad, chào admin, alo, ad ơi, có ai không, có ai ở đó không, chào buổi sáng",
    "hê lô, hello ad, ad ơi cho hỏi",
  ],
  how_are_you: ["bạn khỏe không, khỏe không, bạn có khỏe không"],
  thanks: [
    "cảm ơn, cám ơn, cảm ơn bạn, cám ơn bạn, cảm ơn nhiều, cảm ơn ad, tks, được rồi cảm ơn, đã giải quyết",
    "có ích, hữu ích, rất hữu ích, có giúp, giúp được rồi, có giúp được, xong rồi, giải quyết được rồi, ok cảm ơn",
  ],
  goodbye: ["tạm biệt, chào tạm biệt, hẹn gặp lại, hết rồi, không còn gì nữa, thế thôi, vậy thôi"],
  are_you_bot: [
    "bạn là bot à, bạn là bot hả, bạn có phải bot không, bạn là robot à, bạn là người thật không",
    "bạn là người à, bạn là ai, đây là bot à, có phải bot không, bạn là người hay bot, rô bốt",
  ],
  needs_help: [
    "giúp mình, giúp tôi, giúp mình với, giúp tôi với, cần giúp đỡ, mình cần giúp, tôi cần giúp đỡ, cho hỏi",
    "cho mình hỏi, cho tôi hỏi, mình có câu hỏi, tôi có vấn đề, mình gặp vấn đề, mình bị lỗi",
  ],
  not_helped: [
    "không hiệu quả, vẫn không hiệu quả",
    "không giúp được gì, không có tác dụng, không được, vẫn không được, vẫn bị, vẫn vậy, không đúng ý mình",
    "không phải ý đó, mình thử rồi, tôi thử rồi, đã thử rồi, thử rồi, vô ích, chưa giải quyết được",
    "vẫn chưa được, không giúp được, chưa giúp được, không hữu ích, không giúp gì",
  ],
  none: ["không ý nào đúng, không cái nào, không có cái nào, không phải những cái này, cái khác"],
  human: [
    "gặp nhân viên, gặp nhân viên ngay, tạo yêu cầu hỗ trợ, nhân viên, người thật, gặp người thật",
    "cho gặp nhân viên, cho mình gặp nhân viên, tôi muốn gặp nhân viên, nói chuyện với nhân viên",
    "nói chuyện với người thật, tổng đài viên, tư vấn viên, cskh, chăm sóc khách hàng, hỗ trợ viên, gặp admin",
    "gặp tư vấn viên, tạo ticket, mở ticket, khiếu nại, tôi muốn khiếu nại, không muốn nói với bot",
    "tạo yêu cầu",
    "hỗ trợ trực tiếp, chat trực tiếp, chat với nhân viên, gặp người, gặp hỗ trợ viên, admin, gặp ad",
    "kết nối nhân viên, nhân viên hỗ trợ, chat trực tuyến, gặp cskh, gọi nhân viên, nhân viên đâu",
    "cần gặp nhân viên, liên hệ nhân viên, gặp người hỗ trợ",
  ],
  assistant: [
    "quay lại với trợ lý, trợ lý, quay lại bot, nói chuyện với bot, dùng bot",
    "trợ lý ảo, quay về trợ lý, quay lại trợ lý, về lại bot, nói chuyện với trợ lý, quay về bot, gặp trợ lý",
    "gặp bot",
  ],
  cancel_ticket: [
    "hủy yêu cầu, huỷ yêu cầu, hủy ticket, đóng ticket, đóng yêu cầu, rút yêu cầu",
    "hủy yêu cầu của mình, hủy yêu cầu của tôi, hủy yêu cầu hỗ trợ, đóng yêu cầu hỗ trợ",
    "đóng yêu cầu của mình, hủy ticket của mình, hủy ticket của tôi, rút lại yêu cầu, hủy giúp mình yêu cầu",
    "mình muốn hủy yêu cầu, tôi muốn hủy yêu cầu",
  ],
  back: ["quay lại, trở lại, trở về, lùi lại, bước trước, quay về"],
  skip: [
    "bỏ qua, tiếp theo, không biết, không rõ, không nhớ, mình không biết, tôi không biết, mình không rõ",
    "không có, không chắc, chưa rõ, ko biết, k biết, ko rõ, quên rồi",
  ],
  cancel: ["hủy, huỷ, hủy bỏ, dừng, dừng lại, thôi, thôi khỏi, thoát, khỏi, không cần nữa, bỏ đi"],
  send_now: ["gửi ngay, gửi luôn, gửi luôn đi, gửi ngay đi, cứ gửi đi"],
  yes: [
    "có, vâng, dạ, dạ có, dạ vâng, ừ, ừm, đúng, đúng rồi, đúng vậy, được, đồng ý, chắc chắn, xác nhận, gửi",
    "gửi đi, dùng nội dung này, phải, ok bạn, oke",
  ],
  no: ["không, ko, không phải, chưa, sai, sai rồi, không đúng, không cần, không cảm ơn"],
  change: ["sửa, thay đổi, chỉnh sửa, sửa lại, đổi"],
  go_on: ["tiếp tục, tiếp, tiếp đi, làm tiếp, tiếp tục đi"],
  menu: [
    "menu, menu chính, xem menu, mở menu, về menu, quay lại menu, danh mục, chủ đề, các chủ đề, câu hỏi thường gặp",
  ],
  help: ["trợ giúp, hướng dẫn, bạn làm được gì, bạn có thể làm gì, lệnh"],
  status: [
    "trạng thái, yêu cầu của tôi, yêu cầu của mình, tình trạng yêu cầu, ticket của tôi, ticket của mình",
    "có tin gì chưa, có kết quả chưa, xử lý đến đâu rồi",
    "yêu cầu hỗ trợ của mình, yêu cầu hỗ trợ của tôi, trạng thái yêu cầu, trạng thái ticket",
    "trạng thái yêu cầu của mình, yêu cầu đến đâu rồi, yêu cầu của mình đến đâu rồi, kiểm tra yêu cầu",
    "tình trạng ticket, ticket của mình sao rồi",
  ],
  erase: [
    "xóa dữ liệu của tôi, xoá dữ liệu của tôi, xóa dữ liệu của mình, hãy xóa dữ liệu của tôi, xóa hết dữ liệu của tôi, tôi muốn xóa dữ liệu",
    "tôi muốn xóa dữ liệu của tôi, mình muốn xóa dữ liệu, xóa dữ liệu cá nhân của tôi, xóa dữ liệu cá nhân, xóa thông tin cá nhân của tôi",
    "xóa tin nhắn của tôi, xóa cuộc trò chuyện này, xóa cuộc trò chuyện, quên tôi đi, quyền được lãng quên",
  ],
};
