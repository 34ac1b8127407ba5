import type { TopicWords } from "./topic-words.ts";

/** Written in syllables: most of its words are two of them. */
export const vietnamese: TopicWords = {
  secret:
    "mat_khau matkhau mkhau mkau mk mat_ma mat_hau mat_khuu pass_la pass_cu pass_moi pass_dang doi_pass dat_pass nhap_pass passwork* pasword* mat_khu cum_mat password* passw* tu_bi cum_tu",
  weakSecret: "pass pin pas",
  access:
    "dang_nhap dangnhap dn log login tai_khoan taikhoan tk acc mo_khoa truy_cap vao_duoc vao_dc vao_san vao_ko vao_khong o_thu o_nhap o_mat o_duoi o_tren bi_vang vang_ra bi_da",
  typed:
    "nhap go_vao danh_vao dien_vao dien dat_la doi_thanh doi_sang doi_lai xai dung_la toan_dung hay_dung dang_dung thu_het da_thu thu tao go dat doi dung vao_bang bang_mat",
  refused:
    "sai bi_sai bao_sai khong_dung ko_dung k_dung hong_dung tu_choi khong_duoc ko_duoc k_duoc kg_duoc ko_dc k_dc bao_loi khong_hop khong_nhan yeu viet_hoa khong_chinh",
  code: "otp 2fa ma_xac ma_otp ma_sms ma_gg ma_google ma_so xac_minh xac_nhan xac_thuc maxacnhan ma_nay ma_la ma_em ma_e ma_minh ma_toi ma_cua ma_gui ma_bao_mat ma_day ma_ne cai_ma co_ma nhan_ma gui_ma nhap_ma ra_ma day_ma ma_moi ma_cu ma_mail ma_tin ma_vua ma_ve ma_tu ma_ben ma_rut ma_6 6_so sau_so chu_so",
  channel:
    "sms tin_nhan tinnhan tin mail email gmail zalo dien_thoai dt sdt google gg authenticator tong_dai cuoc_goi goi_den telegram ung_dung may_doc ngan_hang",
  come: "nhan_duoc nhan_dc vua_nhan moi_nhan gui_ve gui_cho gui_toi gui_den gui_qua gui_ra gui_em vua_gui da_gui gui vua_ve moi_ve ve_may toi_may hien_ra hien_thi hien_len hien het_han hieu_luc chia_se cung_cap xac_minh xac_nhan xac_thuc day_a day_ah day_ne doc_la bao_la no_doc rut_tien lenh_rut ra_so la_day nhan vua_toi moi_toi vua_den ve no_ghi ghi_la ghi no_la no_bao no_hien no_ra vua_thay moi_thay",
  mine: "toi em minh tui cua_toi cua_em cua_minh tao",
  label:
    "don_hang ma_don uid id ve_so phien_ban ban_dung build cmnd cccd so_nha phong chuyen_bay loi ma_loi ma_giam ma_gioi ma_giao_dich ma_giao ma_khuyen ma_vung ma_buu ma_qr so_du so_tien hoa_don stk so_tai ten_dang ten_tai ten_la nick username user ten ver version ma_ho ma_phieu ma_sv ma_nv",
};
