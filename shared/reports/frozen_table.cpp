#include "shared/reports/frozen_table.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace nuong::reports {
namespace {

constexpr std::size_t format = 1;
constexpr int places_max = 9;
constexpr const char* not_kept = "***";

Json json_of(const Message& words) { return Json::array({words.vi, words.en}); }

Json json_of(const std::vector<Message>& many) {
    Json list = Json::array();
    for (const Message& words : many) list.push_back(json_of(words));
    return list;
}

Json json_of(const std::vector<ReportColumn>& columns) {
    Json list = Json::array();
    for (const ReportColumn& column : columns) list.push_back({{"area", column.area}, {"name", json_of(column.name)}});
    return list;
}

Json json_of(const PlanVersion& plan) { return {{"id", plan.id}, {"version", plan.version}}; }

Json json_of(const Cell& cell) {
    Json json = Json::object();
    const auto put = [&](const char* key, const auto& value) {
        if (!value) return;
        if constexpr (requires { value->places; }) json[key] = Json::array({value->units, value->places});
        else json[key] = *value;
    };
    put("numerator", cell.numerator);
    put("denominator", cell.denominator);
    put("turns", cell.turns);
    put("previous", cell.previous);
    put("value", cell.value);
    put("target", cell.target);
    put("percent_of_target", cell.percent_of_target);
    if (cell.plan) json["plan"] = json_of(*cell.plan);
    if (cell.status != CellStatus::none) json["status"] = name_of(cell.status);
    if (cell.previous_is_of_few) json["previous_is_of_few"] = true;
    return json;
}

Json json_of(const ReportRow& row) {
    Json cells = Json::array();
    for (const Cell& cell : row.cells) cells.push_back(json_of(cell));
    Json json{{"id", row.id},
              {"label", json_of(row.label)},
              {"unit", row.unit},
              {"is_share", row.is_share},
              {"hide_below", row.hide_below},
              {"cells", std::move(cells)},
              {"total", json_of(row.total)}};
    if (!row.head.empty()) json["head"] = json_of(row.head);
    if (row.band)
        json["band"] = {{"bar", json_of(row.band->bar)}, {"name", json_of(row.band->name)}, {"code", row.band->code}};
    return json;
}

Json json_of(const ReportSection& section) {
    Json rows = Json::array(), list = Json::array();
    for (const ReportRow& row : section.rows) rows.push_back(json_of(row));
    for (const ListLine& line : section.list)
        list.push_back(
            {{"record", line.record}, {"area", line.area}, {"fields", line.fields}, {"status", line.status}});
    Json json{{"id", section.id},
              {"title", json_of(section.title)},
              {"areas_as_rows", section.areas_as_rows},
              {"shown", section.shown},
              {"rows", std::move(rows)},
              {"list_head", json_of(section.list_head)},
              {"list", std::move(list)},
              {"list_left_out", section.list_left_out},
              {"form", section.form},
              {"form_title", json_of(section.form_title)}};
    if (section.lists_people) json["lists_people"] = true;
    return json;
}

// Versions from before anything was kept of former periods or plans have the text that they had then.
Json json_of(const ReportTable& table) {
    Json sections = Json::array(), former = Json::array();
    for (const ReportSection& section : table.sections) sections.push_back(json_of(section));
    for (const ReportTable& before : table.former) former.push_back(json_of(before));
    Json json{{"format", format},
              {"report", table.report},
              {"title", json_of(table.title)},
              {"area", table.area},
              {"area_name", json_of(table.area_name)},
              {"period", table.period.code},
              {"columns", json_of(table.columns)},
              {"sections", std::move(sections)},
              {"source", json_of(table.source)},
              {"silent", json_of(table.silent)},
              {"remarks", json_of(table.remarks)}};
    for (const PlanOfTargets& plan : table.plans) {
        json["plans"].push_back(json_of(plan.version));
        json["plans"].back()["name"] = json_of(plan.name);
    }
    if (table.as_of) json["as_of"] = to_string(*table.as_of);
    if (table.is_before_records) json["is_before_records"] = true;
    if (!former.empty()) json["former"] = std::move(former);
    return json;
}

// A value and where it stands. What is not as it should be reads as empty; the first such place is remembered.
class Kept {
public:
    Kept(const Json& json, std::string place, std::string& wrong)
        : json_(json), place_(std::move(place)), wrong_(wrong) {}

    bool has(const char* key) const { return json_.is_object() && json_.contains(key); }
    Kept at(const char* key) const {
        const std::string place = place_.empty() ? key : place_ + "/" + key;
        if (has(key)) return {json_.at(key), place, wrong_};
        fail(place);
        return {nothing(), place, wrong_};
    }
    template <class Read>
    auto list(Read read) const {
        std::vector<decltype(read(*this))> all;
        if (!json_.is_array()) return fail(place_), all;
        for (std::size_t i = 0; i < json_.size(); ++i)
            all.push_back(read(Kept(json_[i], place_ + "/" + std::to_string(i), wrong_)));
        return all;
    }
    std::string text() const {
        if (json_.is_string()) return json_.get<std::string>();
        return fail(place_), "";
    }
    std::vector<std::string> texts() const {
        return list([](const Kept& each) { return each.text(); });
    }
    Message words() const {
        const auto both = texts();
        if (both.size() == 2) return {both[0], both[1]};
        return fail(place_), Message{};
    }
    std::vector<Message> many_words() const {
        return list([](const Kept& each) { return each.words(); });
    }
    bool flag() const {
        if (json_.is_boolean()) return json_.get<bool>();
        return fail(place_), false;
    }
    double number() const {
        if (json_.is_number() && std::isfinite(json_.get<double>())) return json_.get<double>();
        return fail(place_), 0;
    }
    std::size_t count() const {
        if (json_.is_number_unsigned()) return json_.get<std::size_t>();
        return fail(place_), 0;
    }
    Decimal decimal() const {
        const bool is_one = json_.is_array() && json_.size() == 2 && json_[0].is_number_integer() &&
                            json_[1].is_number_unsigned() && json_[1].get<std::uint64_t>() <= places_max;
        if (is_one) return {json_[0].get<std::int64_t>(), json_[1].get<int>()};
        return fail(place_), Decimal{};
    }
    std::optional<double> number_or_none(const char* key) const {
        return has(key) ? std::optional(at(key).number()) : std::nullopt;
    }
    std::optional<Decimal> decimal_or_none(const char* key) const {
        return has(key) ? std::optional(at(key).decimal()) : std::nullopt;
    }
    void fail() const { fail(place_); }

private:
    static const Json& nothing() {
        static const Json none;
        return none;
    }
    void fail(const std::string& place) const {
        if (wrong_.empty()) wrong_ = place.empty() ? "table" : place;
    }

    const Json& json_;
    std::string place_;
    std::string& wrong_;
};

std::vector<ReportColumn> columns_in(const Kept& kept) {
    return kept.list([](const Kept& each) { return ReportColumn{each.at("area").text(), each.at("name").words()}; });
}

PlanVersion plan_in(const Kept& kept) {
    return {kept.at("id").text(), static_cast<std::uint32_t>(kept.at("version").count())};
}

Cell cell_in(const Kept& kept) {
    Cell cell;
    cell.numerator = kept.number_or_none("numerator");
    cell.denominator = kept.number_or_none("denominator");
    cell.turns = kept.number_or_none("turns");
    cell.previous = kept.number_or_none("previous");
    cell.value = kept.decimal_or_none("value");
    cell.target = kept.decimal_or_none("target");
    cell.percent_of_target = kept.decimal_or_none("percent_of_target");
    cell.previous_is_of_few = kept.has("previous_is_of_few");
    if (kept.has("plan")) cell.plan = plan_in(kept.at("plan"));
    if (!kept.has("status")) return cell;
    const auto status = status_named(kept.at("status").text());
    if (status) cell.status = *status;
    else kept.at("status").fail();
    return cell;
}

ReportRow row_in(const Kept& kept, std::size_t columns) {
    ReportRow row;
    row.id = kept.at("id").text();
    row.label = kept.at("label").words();
    if (kept.has("head")) row.head = kept.at("head").many_words();
    if (kept.has("band")) {
        const Kept band = kept.at("band");
        row.band = RowBand{band.at("bar").words(), band.at("name").words(), band.at("code").text()};
    }
    row.unit = kept.at("unit").text();
    row.is_share = kept.at("is_share").flag();
    row.hide_below = kept.at("hide_below").number();
    row.cells = kept.at("cells").list(cell_in);
    row.total = cell_in(kept.at("total"));
    if (row.cells.size() != columns) kept.at("cells").fail();
    return row;
}

ListLine line_in(const Kept& kept) {
    return {kept.at("record").text(), kept.at("area").text(), kept.at("fields").texts(), kept.at("status").text()};
}

ReportSection section_in(const Kept& kept, std::size_t columns) {
    ReportSection section;
    section.id = kept.at("id").text();
    section.title = kept.at("title").words();
    section.areas_as_rows = kept.at("areas_as_rows").flag();
    section.shown = kept.at("shown").texts();
    section.rows = kept.at("rows").list([&](const Kept& each) { return row_in(each, columns); });
    section.list_head = kept.at("list_head").many_words();
    section.list = kept.at("list").list(line_in);
    section.list_left_out = kept.at("list_left_out").count();
    section.form = kept.at("form").text();
    section.form_title = kept.at("form_title").words();
    section.lists_people = kept.has("lists_people");
    for (const ListLine& line : section.list)
        if (line.fields.size() != section.list_head.size()) kept.at("list").fail();
    return section;
}

// Without those of former periods, which have none themselves.
ReportTable table_in(const Kept& kept) {
    ReportTable table;
    if (kept.at("format").count() != format) kept.at("format").fail();
    table.report = kept.at("report").text();
    table.title = kept.at("title").words();
    table.area = kept.at("area").text();
    table.area_name = kept.at("area_name").words();
    if (const auto period = parse_period(kept.at("period").text())) table.period = *period;
    else kept.at("period").fail();
    table.columns = columns_in(kept.at("columns"));
    table.sections = kept.at("sections").list([&](const Kept& each) { return section_in(each, table.columns.size()); });
    table.source = kept.at("source").words();
    table.silent = columns_in(kept.at("silent"));
    table.remarks = kept.at("remarks").many_words();
    if (kept.has("plans"))
        table.plans = kept.at("plans").list([](const Kept& each) {
            return PlanOfTargets{plan_in(each), each.at("name").words()};
        });
    if (kept.has("as_of")) {
        table.as_of = parse_date(kept.at("as_of").text());
        if (!table.as_of) kept.at("as_of").fail();
    }
    table.is_before_records = kept.has("is_before_records");
    return table;
}

Error damaged_at(const std::string& place) {
    return {ErrorCode::damaged,
            {"Bản báo cáo đã lưu bị hỏng ở “" + place + "”, không đọc lại được.",
             "The kept report is damaged at \"" + place + "\" and cannot be read."}};
}

}  // namespace

std::string encode_table(const ReportTable& table) { return dump_json(json_of(table)); }

Result<ReportTable> decode_table(std::string_view text) {
    const auto json = parse_json(text, "table");
    if (!json) return damaged_at("table");
    std::string wrong;
    const Kept kept(*json, "", wrong);
    ReportTable table = table_in(kept);
    if (kept.has("former")) table.former = kept.at("former").list(table_in);
    if (!wrong.empty()) return damaged_at(wrong);
    return table;
}

void keep_figures_alone(ReportTable& table) {
    for (ReportSection& section : table.sections) {
        section.list_classes.clear();  // there is nothing left to be masked
        section.names_people = false;
        for (ListLine& line : section.list) {
            if (line.record.empty()) continue;
            line.record.clear();
            std::fill(line.fields.begin(), line.fields.end(), not_kept);
        }
    }
}

}  // namespace nuong::reports
