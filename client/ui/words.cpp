#include "client/ui/words.h"

#include <array>
#include <utility>

#include "client/ui/words_help.h"

namespace nuong::client {

namespace words {
namespace {

constexpr auto word_count = static_cast<std::size_t>(Word::count_);
using Table = std::array<Message, word_count>;

void put_doors(Table& table) {
    const auto put = [&](Word word, const char* vi, const char* en) {
        table[static_cast<std::size_t>(word)] = {vi, en};
    };
    put(Word::app_name, "Nương", "Nương");
    put(Word::app_motto, "Ghi trước, gửi sau", "Write now, send later");
    put(Word::enroll_title, "Ghi danh máy này", "Enrol this device");
    put(Word::enroll_help, "Nhập địa chỉ máy chủ và mã một lần do huyện cấp.",
        "Enter the server address and the one-time code from the district.");
    put(Word::server_address, "Địa chỉ máy chủ", "Server address");
    put(Word::enroll_code, "Mã ghi danh", "Enrolment code");
    put(Word::device_name, "Tên máy", "Device name");
    put(Word::enroll, "Ghi danh", "Enrol");
    put(Word::connecting, "Đang kết nối…", "Connecting…");
    put(Word::pin, "Mã PIN", "PIN");
    put(Word::pin_again, "Nhập lại mã PIN", "PIN again");
    put(Word::choose_pin_title, "Chọn mã PIN", "Choose a PIN");
    put(Word::choose_pin_help,
        "Mã PIN khóa dữ liệu trên máy này. Hãy nhớ kỹ: quên mã thì phải nhờ huyện mới mở lại được.",
        "The PIN locks the data on this device. Remember it well: without it only the district can help.");
    put(Word::pin_differs, "Hai lần nhập chưa giống nhau, hãy nhập lại.", "The two PINs differ, type them again.");
    put(Word::pin_too_short, "Mã PIN còn ngắn. Số chữ số ít nhất:", "The PIN is too short. Digits needed:");
    put(Word::unlock, "Mở khóa", "Unlock");
    put(Word::save_pin, "Lưu mã PIN", "Save PIN");
    put(Word::wait_before_retry, "Hãy đợi rồi thử lại sau", "Wait, then try again in");
    put(Word::seconds, "giây", "seconds");
    put(Word::age_instead, "hoặc tuổi", "or the age");
    put(Word::number_done, "Xong", "Done");
    put(Word::erase_digit, "Xóa", "Erase");
    put(Word::lock, "Khóa", "Lock");
    put(Word::who_are_you, "Ai đang dùng máy?", "Who is using this device?");
    put(Word::switch_user, "Đổi người", "Switch user");
    put(Word::add_person, "Thêm người dùng", "Add a user");
    put(Word::add_person_title, "Thêm người dùng máy này", "Add a user of this device");
    put(Word::add_person_help,
        "Mỗi người có mã PIN và kho riêng; mã PIN của người khác không mở được. Nhập mã một lần do huyện cấp cho "
        "người đó.",
        "Each person has a PIN and a store of their own; nobody else's PIN opens it. Enter the one-time code that the "
        "district gave that person.");
    put(Word::unfinished_enrolment_title, "Ghi danh chưa xong", "Enrolment not finished");
    put(Word::unfinished_enrolment_help,
        "Lần ghi danh trước trên máy này bị ngắt giữa chừng. Nhập mã PIN đã chọn khi đó để làm tiếp; hoặc bắt đầu lại, "
        "khi đó có thể phải xin huyện mã mới.",
        "An enrolment on this device was broken off. Enter the PIN chosen then to go on with it; or start over, which "
        "may need another code from the district.");
    put(Word::start_over, "Bắt đầu lại", "Start over");
}

void put_recovery(Table& table) {
    const auto put = [&](Word word, const char* vi, const char* en) {
        table[static_cast<std::size_t>(word)] = {vi, en};
    };
    put(Word::forgot_pin, "Quên mã PIN?", "PIN lost?");
    put(Word::recover_title, "Đặt lại mã PIN của", "Set a new PIN for");
    put(Word::recover_help,
        "Dữ liệu trên máy vẫn nguyên. Gọi cho cán bộ huyện, đọc số hiệu máy dưới đây và xin mã khôi phục. Mã dùng một "
        "lần, "
        "trong một giờ; máy cần có mạng.",
        "Everything on this device is as it was. Call the district, read them the number of this device and ask for a "
        "recovery code. It works once, within an hour; the device needs a network.");
    put(Word::recover_device, "Số hiệu máy", "Number of this device");
    put(Word::recovery_code, "Mã khôi phục", "Recovery code");
    put(Word::recover, "Đặt mã PIN mới", "Set a new PIN");
    put(Word::no_recovery_box,
        "Máy này chưa có khóa dự phòng mà huyện mở được, nên không đặt lại mã PIN được. Không có gì bị xóa: nhớ lại mã "
        "PIN thì mọi thứ vẫn còn. Nếu không, hãy xin huyện mã ghi danh mới; những gì đã gửi vẫn còn ở huyện.",
        "This device has no recovery box yet, so the PIN cannot be set anew. Nothing is deleted: with the PIN "
        "everything "
        "is still there. Otherwise ask the district for a new enrolment code; what was sent is there.");
    put(Word::tries_left, "Số lần thử còn lại trước khi dữ liệu của bạn trên máy bị xóa, kể cả phần chưa gửi:",
        "Tries left before your data on this device is destroyed, also what was not sent:");
    put(Word::new_pin_title, "Chọn mã PIN mới", "Choose a new PIN");
    put(Word::new_pin_help, "Huyện đã xác nhận. Mã PIN cũ còn hiệu lực cho đến khi mã mới được lưu.",
        "The district has confirmed. The old PIN counts until the new one is kept.");
}

void put_paper(Table& table) {
    const auto put = [&](Word word, const char* vi, const char* en) {
        table[static_cast<std::size_t>(word)] = {vi, en};
    };
    put(Word::print, "In ra giấy", "Print on paper");
    put(Word::print_caption, "In", "Print");
    put(Word::print_write, "Ghi tệp để in", "Write the file to print");
    put(Word::print_where, "Ghi vào đâu?", "Where to?");
    put(Word::print_names_a_person,
        "Tệp và tờ giấy này nói về một người và không có mã PIN: ai cầm được cũng đọc được. Chỉ in khi thật cần, giữ "
        "kín, "
        "in xong thì xóa tệp.",
        "This file and paper speak of a person and have no PIN: whoever holds them can read them. Print only what is "
        "needed, keep it safe, then delete the file.");
    put(Word::print_record_help, "Những gì vai trò của bạn không được in thì không có trên giấy.",
        "What your role may not print is not on the paper.");
    put(Word::print_form_help, "Phiếu trống để ghi bằng bút ở nơi không có máy.",
        "A blank form, to be filled with a pen where there is no device.");
    put(Word::report_other_area, "Chọn địa bàn", "Choose the area");
    put(Word::report_earlier, "Kỳ trước", "Earlier");
    put(Word::report_later, "Kỳ sau", "Later");
    put(Word::days_from, "Từ ngày", "From");
    put(Word::days_until, "Đến hết ngày", "Through");
    put(Word::days_choose, "Lập cho những ngày này", "Make it of these days");
    put(Word::report_counting, "Đang đếm…", "Counting…");
    put(Word::report_catching_up, "Đang đếm thêm những gì vừa có…", "Counting what has just come…");
    put(Word::report_not_counted, "Chưa đếm số liệu của kỳ này.", "The figures of this period are not counted yet.");
    put(Word::report_count, "Đếm số liệu", "Count");
    put(Word::report_stop, "Dừng đếm", "Stop counting");
    put(Word::report_save, "Lưu thành tệp", "Save as a file");
    put(Word::report_file_help, "Tệp không được mã hóa: ai cầm tệp cũng đọc được. Chạm loại tệp để ghi.",
        "The file is not encrypted: whoever holds it can read it. Tap a kind of file to write it.");
    put(Word::files_writing, "Đang ghi tệp…", "Writing…");
    put(Word::files_stop, "Dừng ghi", "Stop writing");
    put(Word::report_columns, "Cột", "Columns");
    put(Word::report_columns_before, "Các cột trước", "Columns before");
    put(Word::report_columns_after, "Các cột sau", "Columns after");
    put(Word::report_records, "Phiếu tạo nên số này", "Records behind it");
    put(Word::report_chart, "Biểu đồ", "Chart");
    put(Word::versions, "Các bản đã chốt", "Frozen versions");
    put(Word::versions_ask_again, "Hỏi lại máy chủ", "Ask again");
    put(Word::versions_stop, "Dừng đợi", "Stop waiting");
    put(Word::version_freeze, "Chốt phiên bản mới", "Freeze a new version");
    put(Word::version_ask_freeze, "Chốt một phiên bản mới?", "Freeze a new version?");
    put(Word::version_freeze_now, "Chốt", "Freeze");
    put(Word::version_note, "Ghi chú, nếu cần", "A note, if there is one");
    put(Word::version_noted, "Ghi chú", "Note");
    put(Word::version_note_too_long, "Ghi chú dài hơn mức máy chủ nhận. Hãy viết ngắn lại rồi mới chốt được.",
        "The note is longer than the server takes. Make it shorter, then freeze.");
    put(Word::version_step_stays, "Bước này không lùi lại được.", "This step cannot be taken back.");
    put(Word::sign, "Ký tên", "Sign");
    put(Word::sign_again, "Ký lại", "Sign again");
    put(Word::sign_help, "Ký bằng ngón tay hoặc chuột vào khung.", "Sign on the sheet with a finger or the mouse.");
    put(Word::sketch, "Vẽ", "Draw");
    put(Word::sketch_again, "Vẽ lại", "Draw again");
    put(Word::sketch_help, "Vẽ bằng ngón tay hoặc chuột vào khung.", "Draw on the sheet with a finger or the mouse.");
    put(Word::sheet, "Khung để ký hoặc vẽ", "Sheet to sign or draw on");
    put(Word::pad_cancel, "Bỏ qua", "Leave it");
    put(Word::pad_undo, "Bỏ nét cuối", "Undo last line");
    put(Word::pad_clear, "Xóa hết", "Clear all");
    put(Word::pad_keep, "Giữ lại", "Keep");
}

void put_moving(Table& table) {
    const auto put = [&](Word word, const char* vi, const char* en) {
        table[static_cast<std::size_t>(word)] = {vi, en};
    };
    put(Word::back, "Quay lại", "Back");
    put(Word::next_page, "Tiếp theo", "Next");
    put(Word::previous_page, "Trang trước", "Previous");
    put(Word::home, "Trang chính", "Home");
    put(Word::close, "Đóng", "Close");
    put(Word::show_more, "Xem thêm", "Show more");
    put(Word::check_all, "Đánh dấu tất cả", "Mark all as checked");
    put(Word::check_all_ask, "phiếu trong danh sách này: bạn đã xem hết và không có gì phải sửa?",
        "records of this list have been looked at, and nothing is to be put right?");
    put(Word::check_all_about,
        "Phiếu cần quyết định hay có câu trả lời không khớp thì không tính: hãy mở từng phiếu. Sau này vẫn trả lại "
        "được.",
        "What waits for a decision or does not fit together is left out: open it. Any can still be returned later.");
    put(Word::check_all_yes, "Đánh dấu đã kiểm tra", "Mark as checked");
    put(Word::check_all_no, "Thôi", "Not now");
    put(Word::open, "Mở", "Open");
    put(Word::due, "Hôm nay: việc đến hạn", "Today: due");
    put(Word::unfinished, "Phiếu nháp", "Drafts");
    put(Word::nothing_unfinished, "Không có phiếu nháp nào.", "No drafts.");
    put(Word::waiting_to_send, "Chờ gửi", "To send");
    put(Word::conflicts, "Cần quyết định", "To decide");
    put(Word::refused, "Bị từ chối", "Refused");
    put(Word::records_here, "Phiếu trên máy", "Records here");
    put(Word::sync, "Đồng bộ", "Sync");
    put(Word::resume, "Làm tiếp", "Continue");
    put(Word::search, "Tìm kiếm", "Search");
    put(Word::search_caption, "Tìm", "Search");
    put(Word::search_everywhere, "Tìm ở mọi nơi", "Search everywhere");
    put(Word::type_from_paper, "Nhập từ phiếu giấy", "Type in from paper");
    put(Word::is_from_paper, "Nhập từ phiếu giấy: ghi đúng ngày trên giấy.",
        "Typed in from paper: write the day that stands on it.");
    put(Word::not_from_paper, "Không phải từ giấy", "Not from paper");
    put(Word::area_of_form, "Địa bàn", "Area");
    put(Word::area_not_chosen, "Chưa chọn địa bàn của phiếu này", "The area of this form is not chosen yet");
    put(Word::choose_area, "Chọn địa bàn", "Choose the area");
    put(Word::change_area, "Đổi địa bàn", "Change the area");
    put(Word::clear_search, "Xóa tìm kiếm", "Clear search");
    put(Word::clear_caption, "Xóa", "Clear");
    put(Word::results, "kết quả", "found");
    put(Word::facts, "Thông tin", "Details");
    put(Word::timeline, "Diễn biến", "Timeline");
    put(Word::nothing_yet, "Chưa có gì ở đây.", "Nothing here yet.");
    put(Word::edit, "Sửa", "Edit");
    put(Word::differs, "Nhiều người đã ghi khác nhau", "People wrote different values");
    put(Word::two_values, "Nhiều giá trị, chạm để chọn", "Several values, tap to decide");
}

void put_forms(Table& table) {
    const auto put = [&](Word word, const char* vi, const char* en) {
        table[static_cast<std::size_t>(word)] = {vi, en};
    };
    put(Word::submit, "Nộp phiếu", "Submit");
    put(Word::submit_and_fix, "Xem lỗi cần sửa", "See what to fix");
    put(Word::leave_form, "Để sau", "Finish later");
    put(Word::discard, "Xóa nháp", "Discard");
    put(Word::discard_caption, "Xóa", "Discard");
    put(Word::discard_question, "Xóa nháp này? Các câu trả lời sẽ mất.", "Discard this draft and its answers?");
    put(Word::discard_all_question, "Xóa các nháp không mở được này? Các câu trả lời trong đó sẽ mất.",
        "Discard the drafts that cannot be opened? Their answers will be lost.");
    put(Word::discard_yes, "Xóa hẳn", "Discard it");
    put(Word::discard_no, "Giữ lại", "Keep it");
    put(Word::answered_of, "câu đã trả lời", "answered");
    put(Word::page_of, "Trang", "Page");
    put(Word::question_of, "Câu", "Question");
    put(Word::question_before, "Câu trước", "Question before");
    put(Word::nothing_missing, "Không còn thiếu gì, có thể nộp.", "Nothing is missing, you can submit.");
    put(Word::required, "bắt buộc", "required");
    put(Word::pick_from_list, "Chọn từ danh sách", "Choose from the list");
    put(Word::change_choice, "Đổi", "Change");
    put(Word::type_to_search, "Gõ để tìm, không cần dấu", "Type to search");
    put(Word::more_choices, "lựa chọn khác, hãy gõ thêm để thu hẹp", "more choices, type to narrow them");
    put(Word::not_chosen, "Chưa chọn", "Not chosen");
    put(Word::today, "Hôm nay", "Today");
    put(Word::yesterday, "Hôm qua", "Yesterday");
    put(Word::calendar, "Lịch", "Calendar");
    put(Word::month_before, "Tháng trước", "Month before");
    put(Word::month_after, "Tháng sau", "Month after");
    put(Word::date_hint, "ngày/tháng/năm", "day/month/year");
    put(Word::date_wrong, "Ngày chưa đúng, hãy gõ ngày/tháng/năm, ví dụ 05/09/2024.",
        "Not a date. Type day/month/year, for example 05/09/2024.");
    put(Word::partial_date_hint, "ngày/tháng/năm, tháng/năm hoặc năm", "day/month/year, month/year or year");
    put(Word::partial_date_wrong, "Chưa đúng. Hãy gõ ngày/tháng/năm, hoặc chỉ tháng/năm, hoặc chỉ năm, ví dụ 06/1985.",
        "Not a date. Type day/month/year, or only month/year, or only the year, for example 06/1985.");
    put(Word::only_known, "Chỉ biết", "Only");
    put(Word::year, "năm", "the year");
    put(Word::year_before, "Năm trước", "Year before");
    put(Word::year_after, "Năm sau", "Year after");
    put(Word::line_empty, "(chưa ghi gì)", "(nothing yet)");
    put(Word::line_done, "Xong dòng này", "Done with this line");
    put(Word::point_hint, "vĩ độ kinh độ: 22,05 104,13", "latitude longitude: 22,05 104,13");
    put(Word::point_wrong, "Đây chưa phải là một vị trí. Hãy gõ vĩ độ rồi kinh độ, ví dụ 22,05 104,13.",
        "This is not a place. Type the latitude and then the longitude, for example 22,05 104,13.");
    put(Word::number_wrong, "Đây chưa phải là số, hãy gõ lại.", "This is not a number, type it again.");
    put(Word::acknowledge, "Xác nhận", "Confirm");
    put(Word::remove, "Xóa mục", "Remove");
    put(Word::add, "Thêm", "Add");
    put(Word::problems_title, "Cần sửa trước khi nộp", "To fix before submitting");
    put(Word::no_answer, "Không trả lời:", "No answer:");
    put(Word::clear_answer, "Bỏ chọn", "Clear");
    put(Word::not_answered, "Chưa trả lời", "Not answered");
    put(Word::read_aloud, "Đọc cho người được hỏi nghe", "Read to the person");
    put(Word::what_to_do, "Việc cần làm", "What to do");
    put(Word::results_title, "Kết quả", "Result");
    put(Word::score, "Điểm", "Score");
    put(Word::undo, "Hoàn tác", "Undo");
    put(Word::redo, "Làm lại", "Redo");
    put(Word::why, "Vì sao?", "Why?");
    put(Word::show_hidden, "câu chưa hỏi: xem vì sao", "questions not asked: see why");
    put(Word::put_hidden_away, "Ẩn các câu chưa hỏi", "Put away what is not asked");
    put(Word::form_changed, "Biểu mẫu đã có bản mới. Các câu trả lời của bạn vẫn còn nguyên.",
        "The form has a new version. All your answers are still there.");
    put(Word::understood, "Đã hiểu", "Understood");
}

void put_sync(Table& table) {
    const auto put = [&](Word word, const char* vi, const char* en) {
        table[static_cast<std::size_t>(word)] = {vi, en};
    };
    put(Word::conflicts_title, "Cần quyết định", "To decide");
    put(Word::no_conflicts, "Không có giá trị nào cần quyết định.", "Nothing to decide.");
    put(Word::ask_later, "Để sau, khi đã hỏi lại", "Later, when it is known");
    put(Word::period_lock, "Khóa kỳ", "Lock");
    put(Word::period_reopen, "Mở lại kỳ", "Reopen");
    put(Word::period_ask_lock, "Khóa kỳ này?", "Lock this period?");
    put(Word::period_ask_reopen, "Mở lại kỳ này?", "Reopen this period?");
    put(Word::period_missing, "Còn thiếu:", "Still missing:");
    put(Word::period_nothing_missing, "Theo máy này, không còn thiếu gì.",
        "As far as this device knows, nothing is missing.");
    put(Word::period_reason, "Lý do", "Reason");
    put(Word::period_lock_all, "Khóa cả địa bàn", "Lock the whole area");
    put(Word::period_reopen_all, "Mở lại cả địa bàn", "Reopen the whole area");
    put(Word::period_lock_one, "Khóa đơn vị này", "Lock this unit");
    put(Word::period_reopen_one, "Mở lại đơn vị này", "Reopen this unit");
    put(Word::period_each_unit, "Từng đơn vị: chạm để khóa hay mở lại riêng", "Each unit: tap to decide for it alone");
    put(Word::period_leave, "Thôi", "Not now");
    put(Word::review_title, "Kiểm tra phiếu", "Look it over");
    put(Word::mark_checked, "Đánh dấu đã kiểm tra", "Mark as checked");
    put(Word::return_comment, "Cần sửa gì? Người ghi sẽ đọc.", "What is to be put right? Whoever wrote it reads this.");
    put(Word::return_record, "Trả lại", "Return it");
    put(Word::returned_rows, "Huyện trả lại: cần sửa", "Returned by the district: to be put right");
    put(Word::conflict_help, "Nhiều người đã ghi khác nhau. Chọn giá trị đúng; không giá trị nào bị mất.",
        "People wrote different values. Choose the right one; nothing written is lost.");
    put(Word::in_force, "Đang dùng", "In use");
    put(Word::take_this, "Chọn giá trị này", "Take this value");
    put(Word::other_value, "Giá trị khác", "Another value");
    put(Word::use_this_value, "Dùng giá trị vừa nhập", "Use the typed value");
    put(Word::take_for_all, "Chọn cho cả", "Take it for all");
    put(Word::use_for_all, "Dùng cho cả", "Use it for all");
    put(Word::forms_in_all, "phiếu", "forms");
    put(Word::conflicts_alike, "phiếu khác cũng ghi như vậy", "others say the same two things");
    put(Word::alike_choose_all, "Quyết định cho tất cả", "Decide for all of them");
    put(Word::alike_all_chosen, "Đang quyết định cho tất cả", "Deciding for all of them");
    put(Word::entered_by, "Người ghi", "Written by");
    put(Word::on_device, "Máy", "Device");
    put(Word::value_before, "Trước đó là", "It was before");
    put(Word::caseload_open, "Phiếu đang phụ trách", "Caseload");
    put(Word::caseload_to, "Giao cho ai?", "To whom?");
    put(Word::caseload_give, "Giao cho", "Give to");
    put(Word::caseload_empty, "Người này không phụ trách phiếu nào ở đây.", "Nothing here is theirs to look after.");
    put(Word::caseload_nobody, "Chưa có ai cùng vai trò trong địa bàn này. Hãy thêm tài khoản, rồi đồng bộ.",
        "Nobody else has the same role here. Add an account, then sync.");
    put(Word::empty_value, "(để trống)", "(empty)");
    put(Word::inconsistent_title, "Các câu trả lời không khớp nhau", "Answers that do not fit together");
    put(Word::more_than, "hơn", "over");
    put(Word::duplicates_title, "Có thể là cùng một người", "Possibly one person");
    put(Word::duplicate_help,
        "Hai phiếu này có thể là của một người. Hãy so từng mục rồi chọn; không phiếu nào bị xóa, và chọn nhầm thì bỏ "
        "được.",
        "These two records may mean one person. Compare and choose; neither is deleted, and it can be taken back.");
    put(Word::one_person, "Cùng một người", "One person");
    put(Word::two_people, "Hai người khác nhau", "Two people");
    put(Word::answers_differ, "khác", "differs");
    put(Word::alike_title, "Có thể đã có trong sổ", "May be registered already");
    put(Word::sync_title, "Đồng bộ", "Sync");
    put(Word::sync_now, "Đồng bộ ngay", "Sync now");
    put(Word::new_code, "Mã mới của huyện", "New code from the district");
    put(Word::confirm_device, "Xác nhận máy này", "Confirm this device");
    put(Word::stop_sync, "Dừng", "Stop");
    put(Word::stopping_sync, "Đang dừng…", "Stopping…");
    put(Word::sync_stopped, "Đã dừng. Phần đã gửi và đã nhận vẫn giữ; phần còn lại sẽ đi ở lần đồng bộ sau.",
        "Stopped. What has gone and come stays; the rest goes with the next sync.");
    put(Word::sync_done, "Đồng bộ xong", "Sync finished");
    put(Word::offline_title, "Chưa có mạng", "No network");
    put(Word::offline_help, "Dữ liệu vẫn an toàn trên máy này. Máy sẽ tự thử lại khi phần mềm đang mở.",
        "Your data is safe on this device. It is tried again by itself while the program is open.");
    put(Word::pushed, "Đã gửi", "Sent");
    put(Word::received, "Đã nhận", "Received");
    put(Word::found_conflicts, "Cần quyết định", "To decide");
    put(Word::still_pending, "Chờ gửi", "To send");
    put(Word::refused_help, "Không có gì bị mất: nội dung vẫn còn trên máy này.",
        "Nothing is lost: it is all still on this device.");
    put(Word::reopen, "Mở lại thành nháp", "Open again as a draft");
    put(Word::refused_title, "Máy chủ không nhận", "Refused by the server");
    put(Word::view_conflicts, "Xem và quyết định", "Look and decide");
    put(Word::hand_over, "Giao bằng USB", "By USB stick");
    put(Word::hand_over_title, "Giao bằng USB", "Hand over by USB");
    put(Word::hand_out, "Giao đi: ghi những gì chờ gửi vào một tệp", "Hand out: write what waits into a file");
    put(Word::stick, "USB", "Stick");
    put(Word::folder_here, "Thư mục", "Folder");
    put(Word::bundle_path, "Tệp để ghi", "File to write");
    put(Word::write_bundle, "Ghi tệp", "Write the file");
    put(Word::hand_over_busy, "Đang ghi, chưa rút USB…", "Working, leave the stick in…");
    put(Word::carries_for_others, "có dữ liệu giữ giúp máy khác", "carries changes of other devices");
    put(Word::hand_in, "Nhận giúp máy khác", "Take in for others");
    put(Word::hand_in_help, "Chạm vào tệp để giữ giúp. Máy này không đọc được; sẽ chuyển lên huyện ở lần đồng bộ tới.",
        "Tap a file to take it in. This device cannot read it; it hands it on at its next sync.");
    put(Word::no_bundles, "Không thấy tệp .nuong nào. Hãy cắm USB rồi bấm “Tìm lại”.",
        "No .nuong file in sight. Plug the stick in and tap “Look again”.");
    put(Word::look_for_sticks, "Tìm lại", "Look again");
    put(Word::choose_file, "Chọn tệp", "Choose a file");
    put(Word::change_file, "Chọn tệp khác", "Choose another");
    put(Word::folder_above, "Thư mục bên trên", "Folder above");
    put(Word::scan_card, "Quét thẻ CCCD", "Scan a citizen card");
    put(Word::card_help, "Cắm máy quét, rồi quét mã QR ở mặt trước thẻ căn cước.",
        "Plug the scanner in and scan the square code on the front of the citizen card.");
    put(Word::card_hint, "Chữ từ máy quét hiện ở đây", "What the scanner types appears here");
    put(Word::card_text, "Mã trên thẻ", "Code of the card");
    put(Word::read_card, "Đọc mã", "Read the code");
    put(Word::card_read, "Thẻ ghi như sau, hãy so với người trước mặt", "The card says; compare it with the person");
    put(Word::card_is_there, "Đã có trong phiếu", "In the form already");
    put(Word::card_replaces, "Thay cho", "In place of");
    put(Word::card_cancel, "Không điền", "Do not fill in");
    put(Word::fill_from_card, "Điền vào phiếu", "Fill in the form");
}

void put_settings(Table& table) {
    const auto put = [&](Word word, const char* vi, const char* en) {
        table[static_cast<std::size_t>(word)] = {vi, en};
    };
    put(Word::settings, "Cài đặt", "Settings");
    put(Word::language, "Ngôn ngữ", "Language");
    put(Word::vietnamese, "Tiếng Việt", "Tiếng Việt");
    put(Word::english, "English", "English");
    put(Word::theme, "Màu màn hình", "Colours");
    put(Word::theme_caption, "Màu", "Colours");
    put(Word::theme_standard, "Thường", "Standard");
    put(Word::theme_day, "Ngoài nắng", "Sunlight");
    put(Word::theme_night, "Ban đêm", "Night");
    put(Word::text_size, "Cỡ chữ", "Text size");
    put(Word::text_normal, "Vừa", "Normal");
    put(Word::text_large, "To", "Large");
    put(Word::text_very_large, "Rất to", "Very large");
    put(Word::typing, "Gõ dấu tiếng Việt", "Typing Vietnamese");
    put(Word::layout, "Cách hỏi trong phiếu", "How forms ask");
    put(Word::layout_help, "Từng câu một: chữ to, dễ đọc thành tiếng. Cả trang: nhanh khi đã quen.",
        "One question at a time: large, easy to read aloud. Whole pages: fast once you know the form.");
    put(Word::layout_as_form_says, "Theo biểu mẫu", "As the form says");
    put(Word::layout_one_question, "Từng câu một", "One question at a time");
    put(Word::layout_list, "Cả trang", "Whole pages");
    put(Word::auto_lock, "Tự khóa khi không dùng", "Locks by itself after");
    put(Word::minutes, "phút", "minutes");
    put(Word::about, "Về máy này", "About this device");
    put(Word::program, "Phiên bản Nương", "Nương version");
    put(Word::newer_program, "Đã có bản mới", "A newer one is there");
    put(Word::user, "Người dùng", "User");
    put(Word::practice, "Tập dùng", "Practice");
    put(Word::practice_banner, "TẬP DÙNG – không gửi đi đâu cả", "PRACTICE – nothing goes anywhere");
    put(Word::practice_help,
        "Tập trên những người không có thật, không sợ hỏng gì. Khi thoát, mọi thứ trong bản tập bị xóa. Dữ liệu thật "
        "được khóa lại và không bị động đến.",
        "Practise on people who do not exist; nothing can go wrong. All of it is gone when you leave. Your real data "
        "is locked meanwhile and not touched.");
    put(Word::start_practice, "Vào tập dùng", "Start practising");
    put(Word::practice_again, "Xóa và tập lại từ đầu", "Throw away and begin again");
    put(Word::leave_practice, "Thoát tập dùng", "Leave practice");
    put(Word::leave_practice_caption, "Thoát", "Leave");
    put(Word::typing_telex, "Gõ Telex", "Telex");
    put(Word::typing_vni, "Gõ VNI", "VNI");
    put(Word::typing_off, "Tắt gõ dấu", "Typing off");
}

}  // namespace

const std::string& say(Language language, Word word) {
    static const Table table = [] {
        Table all;
        put_doors(all);
        put_recovery(all);
        put_paper(all);
        put_moving(all);
        put_forms(all);
        put_sync(all);
        put_settings(all);
        put_help([&](Word each, const char* vi, const char* en) { all[static_cast<std::size_t>(each)] = {vi, en}; });
        return all;
    }();
    return table[static_cast<std::size_t>(word)].in(language);
}

}  // namespace words

}  // namespace nuong::client
