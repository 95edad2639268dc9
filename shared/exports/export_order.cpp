#include "shared/exports/export_order.h"

namespace nuong::exports {

const char* name_of(Format format) {
    switch (format) {
        case Format::csv: return "csv";
        case Format::json: return "json";
        case Format::xlsx: break;
    }
    return "xlsx";
}

std::optional<Format> parse_format(std::string_view name) {
    for (const Format format : {Format::csv, Format::json, Format::xlsx})
        if (name == name_of(format)) return format;
    return std::nullopt;
}

Result<Wish> make_wish(Wish wish, const std::string& format) {
    if (wish.out.empty())
        return Error{ErrorCode::usage, {"Cần --out TỆP: xuất ra tệp nào?", "--out FILE is needed: where to?"}};
    const std::size_t dot = wish.out.rfind('.');
    const auto known = parse_format(!format.empty() || dot == std::string::npos ? format : wish.out.substr(dot + 1));
    if (!known)
        return Error{ErrorCode::usage,
                     {"Hãy chọn --format csv, json hoặc xlsx.", "Choose --format csv, json or xlsx."}};
    wish.format = *known;
    return wish;
}

Result<printing::PrintMask> mask_for(std::span<const std::string> role_documents, const std::string& role) {
    const auto mask = printing::export_mask_of(role_documents, role);
    if (mask) return *mask;
    return Error{ErrorCode::refused,
                 {"Vai trò “" + role +
                      "” không được xuất dữ liệu ra tệp. Nếu cần số liệu, hãy lập báo cáo hoặc nhờ cán bộ huyện xuất.",
                  "The role \"" + role +
                      "\" must not take records out into a file. Make a report, or ask the district staff to "
                      "export."}};
}

}  // namespace nuong::exports
