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

}  // namespace

Result<ServeOptions> serve_options_of(const CommandLine& line) {
    auto listen = listen_of(line);
    if (!listen) return listen.error();
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
