#include "client/cli/record_json.h"

#include <nlohmann/json.hpp>
#include <set>

#include "client/app/phrases.h"
#include "client/app/restriction.h"
#include "client/cli/command.h"
#include "shared/forms/fields_json.h"
#include "shared/forms/record_instance.h"

namespace nuong::client {

OrderedJson value_json(const Value& value) { return OrderedJson(to_json(value)); }

OrderedJson conflict_json(const forms::FieldConflict& conflict) {
    OrderedJson heads = OrderedJson::array();
    for (const Head& head : conflict.heads)
        heads.push_back({{"value", value_json(head.value)},
                         {"author", head.author},
                         {"device", to_string(head.dot.device)},
                         {"at", to_string(head.at)},
                         {"dot", to_string(head.dot)}});
    return {{"path", conflict.path}, {"shown", value_json(conflict.shown)}, {"heads", std::move(heads)}};
}

OrderedJson record_json(Workbook& workbook, const RecordSheet& sheet, Language language) {
    OrderedJson conflicts = OrderedJson::array();
    for (const forms::FieldConflict& conflict : sheet.conflicts) conflicts.push_back(conflict_json(conflict));
    OrderedJson json{{"record", to_string(sheet.record)}, {"form", sheet.state.form}};
    json["form_version"] = sheet.form ? OrderedJson(sheet.form->definition.version) : OrderedJson(nullptr);
    json["area"] = sheet.area;
    json["status"] = sheet.status;
    if (sheet.form)
        json["values"] =
            forms::fields_to_json(*sheet.form, workbook.instance_over(sheet.form, sheet.answers, language).values());
    else json["values"] = OrderedJson::object();
    json["conflicts"] = std::move(conflicts);
    if (const auto found = forms::inconsistencies_in(sheet.form, sheet.state); !found.empty())
        json["inconsistencies"] = problems_json(found, language);
    if (const std::string corrects = forms::shown_text(sheet.state, reserved::corrects); !corrects.empty())
        json["corrects"] = corrects;
    if (is_restricted(workbook.replica().records(), sheet.record)) json["processing_restricted"] = true;
    return json;
}

namespace {

OrderedJson entry(Instant at, DeviceId device, const UserId& author) {
    return {{"at", to_string(at)}, {"device", to_string(device)}, {"author", author}, {"writes", OrderedJson::array()}};
}

}  // namespace

OrderedJson history_json(Workbook& workbook, const RecordSheet& sheet) {
    OrderedJson history = OrderedJson::array();
    std::set<Dot> told;
    for (const LoggedChange& logged : workbook.replica().log().changes_of(sheet.record)) {
        OrderedJson json = entry(logged.change.at, logged.change.device, logged.change.author);
        for (std::size_t i = 0; i < logged.change.writes.size(); ++i) {
            told.insert(logged.change.dot_of(i));
            json["writes"].push_back(
                {{"path", logged.change.writes[i].path}, {"value", value_json(logged.change.writes[i].value)}});
        }
        if (logged.state == LogState::refused) json["refused"] = logged.code;
        history.push_back(std::move(json));
    }
    for (const Register& reg : sheet.state.registers)
        for (const Head& head : reg.heads) {
            if (told.contains(head.dot)) continue;
            OrderedJson json = entry(head.at, head.dot.device, head.author);
            json["writes"].push_back({{"path", reg.path}, {"value", value_json(head.value)}});
            history.push_back(std::move(json));
        }
    return history;
}

std::string history_text(const OrderedJson& history, Instant now, Language language) {
    std::string text = language == Language::vi ? "  Lịch sử\n" : "  History\n";
    for (const OrderedJson& save : history) {
        const auto at = parse_instant(save["at"].get<std::string>());
        text += "    " + when_text(at.value_or(now), now, language) + "  " + save["author"].get<std::string>();
        if (save.contains("refused"))
            text += (language == Language::vi ? "  bị từ chối: " : "  refused: ") + save["refused"].get<std::string>();
        text += "\n";
        for (const OrderedJson& write : save["writes"])
            text += "      " + write["path"].get<std::string>() + ": " + dump_json(Json(write["value"])) + "\n";
    }
    return text;
}

}  // namespace nuong::client
