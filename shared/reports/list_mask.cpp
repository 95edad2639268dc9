#include "shared/reports/list_mask.h"

#include <algorithm>

namespace nuong::reports {
namespace {

bool is_left_out(const forms::Mask& classes, const forms::Mask& mask) {
    return std::any_of(classes.begin(), classes.end(), [&](forms::Sensitivity each) { return mask.contains(each); });
}

// Whose data may only be kept has no field to mask.
bool is_blank(const ListLine& line) {
    return std::all_of(line.fields.begin(), line.fields.end(), [](const std::string& field) { return field.empty(); });
}

void mask_list(ReportSection& section, const forms::Mask& mask, std::vector<Message>& left_out) {
    for (std::size_t i = 0; i < section.list_classes.size() && i < section.list_head.size(); ++i) {
        if (!is_left_out(section.list_classes[i], mask)) continue;
        if (std::find(left_out.begin(), left_out.end(), section.list_head[i]) == left_out.end())
            left_out.push_back(section.list_head[i]);
        for (ListLine& line : section.list)
            if (i < line.fields.size() && !is_blank(line)) line.fields[i] = masked_field;
    }
    if (section.names_people && mask.contains(forms::Sensitivity::identifying))
        for (ListLine& line : section.list) line.record.clear();
}

Message joined(const std::vector<Message>& names) {
    Message all;
    for (const Message& name : names) {
        all.vi += (all.vi.empty() ? "" : ", ") + name.vi;
        all.en += (all.en.empty() ? "" : ", ") + name.en;
    }
    return all;
}

Message words_of(const Taker& taker) {
    const std::string at = to_string(taker.at);
    return {"Có dữ liệu cá nhân: giữ kín, không chuyển tiếp. Người xuất: " + taker.user + " · Vai trò: " + taker.role +
                " · Lúc (giờ quốc tế): " + at,
            "Personal data: keep it closed, do not pass it on. Exported by: " + taker.user + " · Role: " + taker.role +
                " · At (UTC): " + at};
}

}  // namespace

void take_out(ReportTable& table, const forms::Mask& mask, const Taker& taker) {
    std::vector<Message> left_out;
    bool lists_people = false;
    for (ReportSection& section : table.sections) {
        if (section.list.empty()) continue;
        mask_list(section, mask, left_out);
        lists_people = lists_people || section.names_people;
    }
    if (!left_out.empty()) {
        const Message names = joined(left_out);
        table.remarks.push_back({"Không được xuất: " + names.vi + ".", "Left out: " + names.en + "."});
    }
    if (!lists_people) return;
    table.taker = taker;
    for (std::string* foot : {&table.source.vi, &table.source.en})
        *foot = line_of(taker) + (foot->empty() ? "" : " · ") + *foot;
    table.remarks.push_back(words_of(taker));
}

std::string line_of(const Taker& taker) { return taker.user + " " + taker.role + " " + to_string(taker.at); }

}  // namespace nuong::reports
