#include "shared/protocol/report_desk.h"

#include <algorithm>
#include <array>

#include "shared/protocol/json_text.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {
namespace {

using Ask = ReportsRequest::Ask;

constexpr std::array asks{Ask::list, Ask::freeze, Ask::advance, Ask::table};
constexpr std::size_t steps_max = 16;  // more than there are now: a newer server may know another one

Ask read_ask(MessageReader& reader) {
    const std::string name = reader.text("ask");
    for (const Ask ask : asks)
        if (name == name_of(ask)) return ask;
    return reader.fail("ask"), Ask::list;
}

std::uint32_t read_version(MessageReader& reader, std::string_view place) {
    const std::uint64_t number = reader.number(place);
    if (number > versions_max) return reader.fail(place), 0;
    return static_cast<std::uint32_t>(number);
}

std::string read_name(MessageReader& reader, std::string_view place) {
    std::string name = reader.text(place);
    if (name.empty()) reader.fail(place);
    return name;
}

void put_version(JsonText& json, const ReportVersion& version) {
    json.open('{').key("version").number(version.version);
    if (version.replaces) json.key("replaces").number(*version.replaces);
    if (!version.note.empty()) json.key("note").text(version.note);
    json.key("hash").text(to_hex(version.hash)).key("steps").open('[');
    for (const ReportStep& step : version.steps) {
        json.open('{').key("state").text(step.state).key("who").text(step.who);
        json.key("at").integer(step.at.time_since_epoch().count()).close('}');
    }
    json.close(']').close('}');
}

ReportStep read_step(MessageReader& reader) {
    ReportStep step;
    reader.members({"state", "who", "at"}, [&](std::string_view key) {
        if (key == "state") step.state = read_name(reader, "state");
        else if (key == "who") step.who = read_name(reader, "who");
        else if (key == "at") step.at = reader.instant("at");
        else return false;
        return true;
    });
    return step;
}

ReportVersion read_one(MessageReader& reader) {
    ReportVersion read;
    reader.members({"version", "hash", "steps"}, [&](std::string_view key) {
        if (key == "version") read.version = read_version(reader, "version");
        else if (key == "replaces") read.replaces = read_version(reader, "replaces");
        else if (key == "note") read.note = reader.text("note", note_bytes_max);
        else if (key == "hash") read.hash = reader.hash("hash");
        else if (key == "steps") reader.list("steps", steps_max, [&] { read.steps.push_back(read_step(reader)); });
        else return false;
        return true;
    });
    if (read.version == 0) reader.fail("version");
    if (read.steps.empty()) reader.fail("steps");
    return read;
}

// What belongs to each question, and nothing that belongs to another.
std::string_view wrong_in(const ReportsRequest& request) {
    const bool advances = request.ask == Ask::advance;
    if (advances && request.version == 0) return "version";
    if (!advances && request.ask != Ask::table && request.version != 0) return "version";
    if (advances == request.state.empty()) return "state";
    const bool is_one_line = std::all_of(request.note.begin(), request.note.end(),
                                         [](char letter) { return static_cast<unsigned char>(letter) >= 0x20; });
    if (!is_one_line || (request.ask != Ask::freeze && !request.note.empty())) return "note";
    return "";
}

}  // namespace

std::string_view name_of(Ask ask) {
    switch (ask) {
        case Ask::freeze: return "freeze";
        case Ask::advance: return "advance";
        case Ask::table: return "table";
        case Ask::list: break;
    }
    return "list";
}

std::string encode(const ReportsRequest& request) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("ask").text(name_of(request.ask));
    json.key("report").text(request.report).key("area").text(request.area).key("period").text(request.period);
    if (request.version != 0) json.key("version").number(request.version);
    if (!request.state.empty()) json.key("state").text(request.state);
    if (!request.note.empty()) json.key("note").text(request.note);
    return json.close('}').take();
}

std::string encode(const ReportsAnswer& answer) {
    JsonText json(answer.table.size() + 1024);
    json.open('{').key("protocol").number(version).key("versions").open('[');
    for (const ReportVersion& each : answer.versions) put_version(json, each);
    json.close(']');
    if (answer.is_there_already) json.key("same").boolean(true);
    if (!answer.unlocked.empty()) {
        json.key("unlocked").open('[');
        for (const AreaCode& area : answer.unlocked) json.text(area);
        json.close(']');
    }
    if (!answer.table.empty()) json.key("table").text(answer.table);
    return json.close('}').take();
}

Result<ReportsRequest> decode_reports_request(std::string_view text) {
    auto request =
        decode_message<ReportsRequest>(text, {"protocol", "ask", "report", "area", "period"},
                                       [](MessageReader& reader, ReportsRequest& read, std::string_view key) {
                                           if (key == "ask") read.ask = read_ask(reader);
                                           else if (key == "report") read.report = read_name(reader, "report");
                                           else if (key == "area") read.area = read_name(reader, "area");
                                           else if (key == "period") read.period = read_name(reader, "period");
                                           else if (key == "version") read.version = read_version(reader, "version");
                                           else if (key == "state") read.state = reader.text("state");
                                           else if (key == "note") read.note = reader.text("note", note_bytes_max);
                                           else return false;
                                           return true;
                                       });
    if (!request) return request;
    if (const std::string_view wrong = wrong_in(*request); !wrong.empty()) return malformed_at(wrong);
    return request;
}

Result<ReportsAnswer> decode_reports_answer(std::string_view text) {
    return decode_message<ReportsAnswer>(
        text, {"protocol", "versions"}, [](MessageReader& reader, ReportsAnswer& read, std::string_view key) {
            if (key == "versions")
                reader.list("versions", versions_max, [&] { read.versions.push_back(read_one(reader)); });
            else if (key == "same") read.is_there_already = reader.is_true();
            else if (key == "unlocked")
                reader.list("unlocked", cursors_max, [&] { read.unlocked.push_back(reader.text("unlocked")); });
            else if (key == "table") read.table = reader.text("table", table_bytes_max);
            else return false;
            return true;
        });
}

}  // namespace nuong::protocol
