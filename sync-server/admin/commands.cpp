// The table of commands, help, and the way from the typed line to a command.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "shared/base/json.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/operator_name.h"
#include "sync-server/admin/print.h"
#include "sync-server/admin/settings.h"

namespace nuong::admin {
namespace {

const std::map<std::string, Arity>& all_flags() {
    static const std::map<std::string, Arity> flags{{"schemas", Arity::one},
                                                    {"listen", Arity::one},
                                                    {"tls-cert", Arity::one},
                                                    {"tls-key", Arity::one},
                                                    {"period", Arity::one},
                                                    {"format", Arity::one},
                                                    {"out", Arity::one},
                                                    {"role", Arity::one},
                                                    {"area", Arity::many},
                                                    {"wipe", Arity::none},
                                                    {"limit", Arity::one},
                                                    {"history", Arity::none},
                                                    {"upstream", Arity::one},
                                                    {"upstream-code", Arity::one},
                                                    {"upstream-ca", Arity::one},
                                                    {"dry-run", Arity::none},
                                                    {"seed", Arity::one},
                                                    {"people", Arity::one},
                                                    {"months", Arity::one},
                                                    {"until", Arity::one},
                                                    {"where", Arity::one},
                                                    {"labels", Arity::one},
                                                    {"bom", Arity::none},
                                                    {"user", Arity::one},
                                                    {"id", Arity::one},
                                                    {"quick", Arity::none},
                                                    {"into", Arity::one},
                                                    {"keep", Arity::one},
                                                    {"plan", Arity::one},
                                                    {"year", Arity::one},
                                                    {"decision", Arity::one},
                                                    {"plan-no", Arity::one},
                                                    {"date", Arity::one},
                                                    {"from", Arity::one},
                                                    {"record", Arity::one},
                                                    {"reason", Arity::one},
                                                    {"expired", Arity::none},
                                                    {"yes", Arity::none},
                                                    {"clock-is-right", Arity::none},
                                                    {"url", Arity::one},
                                                    {"to", Arity::one},
                                                    {"set-back", Arity::none},
                                                    {"version", Arity::one},
                                                    {"versions", Arity::many},
                                                    {"note", Arity::one},
                                                    {"newest-program", Arity::one},
                                                    {"oldest-program", Arity::one},
                                                    {"set-aside-days", Arity::one},
                                                    {"enrol-with-proof", Arity::one},
                                                    {"trusted-proxy", Arity::one}};
    return flags;
}

std::string joined(const std::vector<std::string>& words, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i ? " " : "") + words[i];
    return text;
}

const Command* find_command(const std::vector<std::string>& words, std::size_t& name_words) {
    for (name_words = std::min<std::size_t>(2, words.size()); name_words > 0; --name_words)
        for (const Command& command : commands())
            if (command.name == joined(words, name_words)) return &command;
    return nullptr;
}

void print_help(std::ostream& out, Language language) {
    const Message title{"Máy chủ Nương. Cách dùng: nuong-server --data THƯ_MỤC [--json] [--lang vi|en] LỆNH",
                        "Nương server. Usage: nuong-server --data DIR [--json] [--lang vi|en] COMMAND"};
    const Message more{
        "  --database URL   kho nằm trong PostgreSQL (postgresql://…) chứ không trong THƯ_MỤC\n"
        "  --key-file TỆP   khóa của kho; nếu không có: khóa nuong-key của systemd, rồi THƯ_MỤC/key\n"
        "  --config TỆP     các tùy chọn ít khi đổi (xem nuong-server.conf); biến môi trường NUONG_SERVER_… đè lên "
        "tệp\n"
        "  --json           in đúng một tài liệu JSON ra stdout",
        "  --database URL   the store lies in PostgreSQL (postgresql://...) and not in DIR\n"
        "  --key-file FILE  key of the store; else the systemd credential nuong-key, else DIR/key\n"
        "  --config FILE    options that seldom change (see nuong-server.conf); variables NUONG_SERVER_… go over it\n"
        "  --json           print exactly one JSON document on stdout"};
    out << title.in(language) << "\n\n";
    for (const Command& command : commands()) {
        const std::string head = command.name + (command.arguments.empty() ? "" : " " + command.arguments);
        out << "  " << head << "\n      " << command.does.in(language) << "\n";
    }
    out << "\n" << more.in(language) << "\n";
}

void print_error(const CommandLine& line, const Error& error, std::ostream& out, std::ostream& err) {
    print_lines(err, error.message.in(line.language));
    if (!line.json) return;
    const Json told{
        {"error", {{"code", name_of(error.code)}, {"message", {{"vi", error.message.vi}, {"en", error.message.en}}}}}};
    print_lines(out, dump_json(told));
}

// A line that is wrong somewhere still says in which language and shape the complaint is wanted.
CommandLine what_could_be_read(const std::vector<std::string>& arguments) {
    CommandLine line;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--json") line.json = true;
        if (arguments[i] == "--lang" && i + 1 < arguments.size() && arguments[i + 1] == "en")
            line.language = Language::en;
    }
    return line;
}

Error unknown_command(const std::vector<std::string>& words) {
    return {
        ErrorCode::usage,
        {"Không có lệnh “" + joined(words, std::min<std::size_t>(2, words.size())) + "”. Dùng --help để xem các lệnh.",
         "There is no command \"" + joined(words, std::min<std::size_t>(2, words.size())) + "\". See --help."}};
}

Error wrong_usage(const Command& command) {
    const std::string usage = "nuong-server --data DIR " + command.name + " " + command.arguments;
    return {ErrorCode::usage, {"Cách dùng: " + usage, "Usage: " + usage}};
}

Result<int> run(const CommandLine& line, const ClockSource& clock, std::ostream& out, std::ostream& err) {
    std::size_t name_words = 0;
    const Command* command = find_command(line.words, name_words);
    if (!command) return unknown_command(line.words);
    const std::size_t words = line.words.size() - name_words;
    if (words < command->words_min || words > command->words_max) return wrong_usage(*command);
    if (line.data.empty())
        return Error{ErrorCode::usage,
                     {"Thiếu --data THƯ_MỤC (nơi máy chủ giữ dữ liệu).",
                      "--data DIR is missing (where the server keeps its data)."}};
    CommandLine inner = line;
    inner.words.erase(inner.words.begin(), inner.words.begin() + static_cast<std::ptrdiff_t>(name_words));
    DataFolder folder(line.data, line.key_file, line.database);
    Context context{inner, folder, clock, out, err};
    try {
        return command->run(context);
    } catch (const DatabaseError& error) {
        return error.error();
    }
}

}  // namespace

Result<std::string> read_whole_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (in && std::filesystem::is_regular_file(path)) return std::move(text).str();
    return Error{ErrorCode::not_found, {"Không đọc được tệp " + path + ".", "Cannot read the file " + path + "."}};
}

void Context::say(const Message& message) const { print_lines(err, message.in(language())); }

void Context::note(ChangeStore& store, const std::string& what, const std::string& detail) const {
    const auto transaction = store.begin();
    transaction->add_audit(clock.now(), operator_name(), what, detail);
    transaction->commit();
}

const std::vector<Command>& commands() {
    static const std::vector<Command> table{
        {"init", "[--schemas DIR]", {"tạo kho dữ liệu mới", "make a new store"}, 0, 0, init},
        {"serve",
         "[--listen 127.0.0.1:8765] [--tls-cert FILE --tls-key FILE] [--upstream URL --upstream-code CODE "
         "[--upstream-ca FILE]] [--newest-program 1.2.3] [--oldest-program 1.2.3] [--trusted-proxy ADDRESS,...] "
         "[--set-aside-days N] [--enrol-with-proof yes]",
         {"phục vụ các máy của người dùng cho đến khi nhận SIGTERM; SIGHUP: đọc lại chứng chỉ",
          "serve devices until SIGTERM; SIGHUP: read the certificate again"},
         0,
         0,
         serve},
        {"publish",
         "DIR",
         {"phát hành biểu mẫu, địa bàn, vai trò mới", "publish new forms, areas and roles"},
         1,
         1,
         publish_folder},
        {"user add", "NAME --role ROLE --area CODE...", {"thêm tài khoản", "add an account"}, 1, 1, user_add},
        {"user list", "", {"liệt kê tài khoản", "list accounts"}, 0, 0, user_list},
        {"user disable", "NAME", {"khóa tài khoản", "disable an account"}, 1, 1, user_disable},
        {"user enable", "NAME", {"mở lại tài khoản đã khóa", "enable a disabled account"}, 1, 1, user_enable},
        {"user password",
         "NAME [--url URL]",
         {"in đường dẫn dùng một lần để người đó đặt cụm mật khẩu cho trang web; --url: địa chỉ của máy chủ này",
          "print a one-time link at which that person sets a passphrase for the web page; --url: this server's "
          "address"},
         1,
         1,
         user_password},
        {"device code",
         "USER [--url URL [--out FILE.svg]]",
         {"in mã ghi danh dùng một lần; --url ĐỊA_CHỈ của máy chủ này: in cả mã QR",
          "print a one-time enrolment code; --url, the address of this server: as a QR code too"},
         1,
         1,
         device_code},
        {"device list", "", {"liệt kê các máy", "list devices"}, 0, 0, device_list},
        {"device revoke",
         "ID [--wipe]",
         {"thu hồi một máy, hoặc ra lệnh xóa", "revoke a device, or have it wiped"},
         1,
         1,
         device_revoke},
        {"device readmit",
         "ID",
         {"nhận lại một máy đã thu hồi; không nhận lại máy có lệnh xóa",
          "let a revoked device in again; not one that is to be wiped"},
         1,
         1,
         device_readmit},
        {"device recover",
         "ID",
         {"in mã dùng một lần để người quên mã PIN đặt mã PIN mới; hãy gặp hoặc gọi để biết chắc đúng người đó",
          "print a one-time code with which somebody who lost the PIN sets a new one; be sure that it is them"},
         1,
         1,
         device_recover},
        {"record list",
         "[FORM] [--area CODE] [--limit N] [--user NAME]",
         {"liệt kê hồ sơ", "list records"},
         0,
         1,
         record_list},
        {"record show", "ID [--history] [--user NAME]", {"xem một hồ sơ", "show a record"}, 1, 1, record_show},
        {"record file",
         "ID PATH --out FILE [--user NAME]",
         {"lấy tệp đính kèm của một hồ sơ ra ngoài", "get an attached file out of a record"},
         2,
         2,
         record_file},
        {"audit verify",
         "",
         {"kiểm tra nhật ký của máy chủ và của các máy: có mục nào bị bỏ, sửa hay đổi chỗ không",
          "whether any entry of the server's audit or of a device's was removed, changed or reordered"},
         0,
         0,
         audit_verify},
        {"audit person",
         "RECORD",
         {"in cho một người: ai đã xem, tìm, in, xuất, ghi hay quyết định gì trong hồ sơ của người đó",
          "to print for a person: who opened, found, printed, exported, wrote or decided what in their records"},
         1,
         1,
         audit_person},
        {"audit list",
         "[--record ID] [--user NAME]",
         {"ai đã xem, tìm, in, xuất những gì; --record: những ai đã xem hồ sơ của một người",
          "who opened, searched, printed, exported what; --record: who saw the record of a person"},
         0,
         0,
         audit_list},
        {"quarantine list", "", {"những lần lưu bị từ chối", "changes that were refused"}, 0, 0, quarantine_list},
        {"quarantine show", "CHANGE", {"xem một lần lưu bị từ chối", "show a refused change"}, 1, 1, quarantine_show},
        {"quarantine release",
         "CHANGE",
         {"cho nhận một lần lưu bị từ chối", "let a refused change through"},
         1,
         1,
         quarantine_release},
        {"erase",
         "RECORD|--expired [--reason request|withdrawn] [--clock-is-right] [--yes]",
         {"xóa hẳn một người và mọi hồ sơ về người đó", "erase a person and all records about that person for good"},
         0,
         1,
         erase_records},
        {"erase list",
         "",
         {"những hồ sơ đã xóa, và máy nào đã xác nhận xóa theo",
          "the records that were erased, and which devices have confirmed that they followed"},
         0,
         0,
         erase_list},
        {"report",
         "ID --area CODE --period 2024-H1|2024|FROM..TO [--format xlsx|docx|csv|json|text] [--out FILE] [--user NAME] "
         "[--version N]",
         {"lập báo cáo của một địa bàn; --version: bản đã chốt, đúng như lúc chốt",
          "make the report of an area; --version: a frozen one, just as it was"},
         1,
         1,
         report},
        {"report freeze",
         "ID --area CODE --period PERIOD [--user NAME] [--note TEXT]",
         {"chốt báo cáo thành một phiên bản (bản nháp) không bao giờ đổi nữa",
          "keep the report as a version (a draft) that never changes any more"},
         1,
         1,
         report_freeze},
        {"report list",
         "[--area CODE] [--period PERIOD]",
         {"các phiên bản đã chốt, trạng thái, ai, lúc nào", "the frozen versions: state, who, when"},
         0,
         0,
         report_list},
        {"report advance",
         "NUMBER checked|signed|sent [--user NAME]",
         {"đưa một phiên bản sang bước tiếp theo: đã kiểm tra, đã ký, đã gửi; người ký có vai trò được ký và không "
          "phải "
          "người chốt hay kiểm tra",
          "take a version one step on: checked, signed, sent; who signs has a role that signs, and has neither frozen "
          "nor checked it"},
         2,
         2,
         report_advance},
        {"report diff",
         "ID --area CODE --period PERIOD --versions N N|now [--user NAME]",
         {"những số liệu khác nhau giữa hai phiên bản, hoặc so với bây giờ",
          "the figures in which two versions differ, or one and now"},
         1,
         1,
         report_diff},
        {"export",
         "FORM --user NAME --format csv|json|xlsx --out FILE [--where EXPR] [--area CODE] [--labels vi|en] [--bom]",
         {"xuất hồ sơ ra tệp cho một người, trong phạm vi và quyền của người đó",
          "export records for a user, within that user's areas and rights"},
         1,
         1,
         export_form},
        {"targets import",
         "FILE [--dry-run] [--year N] [--plan-no NO] [--decision NO] [--date DATE] [--from DATE] [--plan ID]",
         {"nhập chỉ tiêu kế hoạch từ CSV hoặc Excel và kiểm tra", "import a plan's targets from CSV or Excel, checked"},
         1,
         1,
         targets_import},
        {"demo",
         "[--seed N] [--people N] [--months N] [--until DATE]",
         {"điền một huyện mẫu, mọi thứ đều bịa ra", "fill in a demo district, all made up"},
         0,
         0,
         demo_district},
        {"areas import",
         "FILE... [--id ID] [--dry-run]",
         {"nhập danh mục địa bàn từ CSV hoặc Excel", "import a list of areas from CSV or Excel"},
         1,
         10,
         areas_import},
        {"migrate",
         "--to postgresql://...|file",
         {"chuyển kho dữ liệu vào PostgreSQL hoặc trở về tệp (dừng serve trước); cắt ngang thì chạy lại",
          "move the store into PostgreSQL or back into a file (stop serve first); when it was cut off, run it again"},
         0,
         0,
         migrate},
        {"verify",
         "",
         {"tính lại mọi hồ sơ từ lịch sử, đọc lại mọi báo cáo đã chốt",
          "recompute every record from its history, read every frozen report again"},
         0,
         0,
         verify_store},
        {"doctor",
         "[--quick] [--listen 127.0.0.1:8765] [--tls-cert FILE --tls-key FILE]",
         {"tìm những lỗi hay gặp và nói cần làm gì; không đổi gì cả",
          "look for what is usually wrong and say what to do; changes nothing"},
         0,
         0,
         doctor},
        {"bundle import",
         "FILE",
         {"nhận dữ liệu mà máy gửi bằng thẻ nhớ USB", "take what devices sent on a USB stick"},
         1,
         1,
         bundle_import},
        {"backup",
         "FILE | --into DIR [--keep N]",
         {"sao lưu (vẫn mã hóa) và mở thử; --into đặt tên theo giờ, --keep giữ N bản mới nhất",
          "copy the store, still encrypted, and try the copy; --into names it by the time, --keep keeps the newest N"},
         0,
         1,
         backup},
        {"restore",
         "FILE | --set-back",
         {"khôi phục từ bản sao lưu (dừng serve trước); --set-back: cơ sở dữ liệu đã được chính công cụ của PostgreSQL "
          "đưa về một lúc trước",
          "put a backup in place of the store (stop serve first); --set-back: PostgreSQL's own tools have brought the "
          "database back to an earlier moment"},
         0,
         1,
         restore},
    };
    return table;
}

int run_command_line(const std::vector<std::string>& arguments, const ClockSource& clock, std::ostream& out,
                     std::ostream& err) {
    const auto settled = with_settings(arguments, [](const std::string& name) {
        const char* value = std::getenv(name.c_str());
        return value ? std::optional<std::string>(value) : std::nullopt;
    });
    const auto line = settled ? parse_command_line(*settled, all_flags()) : Result<CommandLine>(settled.error());
    if (!line) {
        print_error(what_could_be_read(arguments), line.error(), out, err);
        return exit_code_of(line.error().code);
    }
    if (line->help || line->words.empty()) {
        print_help(line->help ? out : err, line->language);
        return line->help ? 0 : 2;
    }
    const auto code = run(*line, clock, out, err);
    if (code) return *code;
    print_error(*line, code.error(), out, err);
    return exit_code_of(code.error().code);
}

}  // namespace nuong::admin
