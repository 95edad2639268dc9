#include "shared/exports/stamp.h"

#include <nlohmann/json.hpp>

#include "shared/base/random.h"

namespace nuong::exports {
namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

}  // namespace

void add_to(OrderedJson& json, const Amount& left_out) {
    json["restricted_left_out"] = left_out.restricted;
    json["restricted_rows_left_out"] = left_out.restricted_rows;
    json["unknown_left_out"] = left_out.unknown;
}

std::string new_export_number() {
    constexpr std::size_t digits = 8;
    return to_string(DeviceId{random_u64()}).substr(0, digits);
}

Stamp make_stamp(const Order& order, const ExportPlan& plan) {
    Stamp stamp;
    stamp.number = order.wish.number.empty() ? new_export_number() : order.wish.number;
    stamp.taker = order.taker;
    stamp.form = order.form->definition.id;
    stamp.form_version = order.form->definition.version;
    stamp.where = order.wish.where;
    stamp.area = order.wish.area;
    stamp.part = order.wish.part;
    stamp.left_out = plan.left_out();
    return stamp;
}

std::string line_of(const Stamp& stamp) {
    return stamp.number + " " + stamp.taker.user + " " + stamp.taker.role + " " + to_string(stamp.taker.at);
}

OrderedJson to_json(const Stamp& stamp) {
    OrderedJson json{{"number", stamp.number},   {"form", stamp.form},       {"form_version", stamp.form_version},
                     {"user", stamp.taker.user}, {"role", stamp.taker.role}, {"at", to_string(stamp.taker.at)},
                     {"area", stamp.area},       {"where", stamp.where},     {"left_out", stamp.left_out}};
    if (!stamp.part.empty()) json["part"] = stamp.part;
    return json;
}

std::vector<std::pair<std::string, std::string>> lines_of(const Stamp& stamp, const Amount& amount, Language language) {
    const bool vi = language == Language::vi;
    std::vector<std::pair<std::string, std::string>> lines{
        {vi ? "Có dữ liệu cá nhân: giữ kín, không chuyển tiếp" : "Personal data: keep it closed, do not pass it on",
         ""},
        {vi ? "Số lần xuất" : "Export number", stamp.number},
        {vi ? "Người xuất" : "Exported by", stamp.taker.user},
        {vi ? "Vai trò" : "Role", stamp.taker.role},
        {vi ? "Lúc (giờ quốc tế)" : "At (UTC)", to_string(stamp.taker.at)},
        {vi ? "Biểu mẫu" : "Form", stamp.form + " " + std::to_string(stamp.form_version)},
        {vi ? "Địa bàn" : "Area", stamp.area},
        {vi ? "Điều kiện lọc" : "Filter", stamp.where},
        {vi ? "Số phiếu" : "Records", std::to_string(amount.records)},
        {vi ? "Không được xuất" : "Left out", joined(stamp.left_out)},
        {vi ? "Phiếu bỏ ra vì hạn chế xử lý" : "Records left out, processing restricted",
         std::to_string(amount.restricted)},
        {vi ? "Dòng bỏ ra vì hạn chế xử lý" : "Rows left out, processing restricted",
         std::to_string(amount.restricted_rows)},
        {vi ? "Phiếu bỏ ra vì người ấy không có trên máy này" : "Records left out, the person is not on this device",
         std::to_string(amount.unknown)}};
    if (!stamp.part.empty()) lines.insert(lines.begin() + 6, {vi ? "Chỉ một phần" : "Only a part", stamp.part});
    return lines;
}

}  // namespace nuong::exports
