#include "sync-server/admin/serve_options.h"

#include <charconv>

#include "sync-server/admin/listen_address.h"
#include "sync-server/admin/set_aside.h"

namespace nuong::admin {
namespace {

Result<ProgramVersion> program_said(const CommandLine& line, const std::string& flag, const ProgramVersion& usual) {
    if (!line.has(flag)) return usual;
    if (const auto version = parse_program_version(line.value(flag))) return *version;
    return Error{ErrorCode::usage,
                 {"--" + flag + " cần số phiên bản, ví dụ 1.2.3.", "--" + flag + " needs a version such as 1.2.3."}};
}

Result<protocol::Programs> programs_of(const CommandLine& line) {
    const auto oldest = program_said(line, "oldest-program", {});
    const auto newest = program_said(line, "newest-program", this_program());
    if (!oldest || !newest) return oldest ? newest.error() : oldest.error();
    if (*oldest <= *newest) return protocol::Programs{*newest, *oldest};
    const std::string needed = to_string(*oldest), there = to_string(*newest);
    return Error{ErrorCode::usage,
                 {"Không máy nào đồng bộ được: cần bản " + needed + " mà bản mới nhất là " + there + ".",
                  "No device could sync: " + needed + " is needed, and the newest is " + there + "."}};
}

Result<int> set_aside_days_of(const CommandLine& line) {
    constexpr int most = 3650;
    if (!line.has("set-aside-days")) return usual_set_aside_days;
    const std::string text = line.value("set-aside-days");
    int days = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error == std::errc() && end == text.data() + text.size() && days >= 0 && days <= most) return days;
    return Error{ErrorCode::usage,
                 {"--set-aside-days cần một số từ 0 (giữ mãi) đến 3650.",
                  "--set-aside-days needs a number from 0 (for ever) to 3650."}};
}

Result<bool> demands_proofs(const CommandLine& line) {
    const std::string said = line.has("enrol-with-proof") ? line.value("enrol-with-proof") : "no";
    if (said == "yes" || said == "no") return said == "yes";
    return Error{ErrorCode::usage, {"--enrol-with-proof cần yes hoặc no.", "--enrol-with-proof needs yes or no."}};
}

// The page takes passphrases, and a cookie opens what it shows: on a line that anybody may read, both are everybody's.
// Behind a proxy, which is named, the line to it is the operator's to keep.
Status check_line(const CommandLine& line, const HttpListen& listen) {
    if (listen.tls || is_loopback(listen.host) || line.has("trusted-proxy")) return Done{};
    return Error{
        ErrorCode::usage,
        {"Nghe ở " + listen.host +
             " mà không mã hóa thì ai trên đường truyền cũng đọc được mật khẩu và hồ sơ. "
             "Hãy thêm --tls-cert và --tls-key; nếu có nginx phía trước, hãy nghe ở 127.0.0.1, hoặc ghi địa chỉ "
             "của nó vào --trusted-proxy.",
         "On --listen " + listen.host +
             " without encryption anybody on the line reads passphrases and records. "
             "Add --tls-cert and --tls-key; behind nginx listen on 127.0.0.1, or give its address as "
             "--trusted-proxy."}};
}

}  // namespace

bool is_loopback(const std::string& host) { return host.starts_with("127.") || host == "::1"; }

Result<ServeOptions> serve_options_of(const CommandLine& line) {
    auto listen = listen_of(line);
    if (!listen) return listen.error();
    if (const Status may = check_line(line, *listen); !may) return may.error();
    const auto programs = programs_of(line);
    if (!programs) return programs.error();
    auto proxies = proxies_of(line);
    if (!proxies) return proxies.error();
    const auto days = set_aside_days_of(line);
    if (!days) return days.error();
    const auto with_proof = demands_proofs(line);
    if (!with_proof) return with_proof.error();
    return ServeOptions{std::move(*listen), *programs, std::move(*proxies), *days, *with_proof};
}

}  // namespace nuong::admin
