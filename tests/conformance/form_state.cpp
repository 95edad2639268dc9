#include "tests/conformance/form_state.h"

#include <cmath>

#include "shared/forms/datum.h"
#include "shared/forms/moment.h"

namespace nuong::conformance {
namespace {

using namespace nuong::forms;
using Json = nlohmann::json;

std::string single_spaced(const std::string& text) {
    std::string all;
    for (const char c : text) {
        const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!is_space) all += c;
        else if (!all.empty() && all.back() != ' ') all += ' ';
    }
    while (!all.empty() && all.back() == ' ') all.pop_back();
    return all;
}

std::string value_text(const Node& node, const Value& value) {
    if (const bool* truth = value.as<bool>())
        return node.type == FieldType::acknowledge ? (*truth ? "OK" : "") : (*truth ? "1" : "0");
    return plain_text(value);
}

const char* violation_of(ErrorKind kind) {
    if (kind == ErrorKind::required) return "required";
    return kind == ErrorKind::constraint ? "constraint" : "";
}

Json described(const ItemView& view) {
    Json state{{"v", value_text(*view.node, view.value)},
               {"rel", view.is_relevant},
               {"ro", view.is_readonly},
               {"req", view.is_required},
               {"lbl", single_spaced(view.label)},
               {"hint", single_spaced(view.hint)}};
    if (is_select(view.node->type)) {
        state["opts"] = Json::array();
        for (const ChoiceView& choice : view.choices)
            state["opts"].push_back({choice.name, single_spaced(choice.label)});
    }
    state["viol"] = view.error && view.is_relevant ? violation_of(view.error->kind) : "";
    if (view.error) state["msg"] = view.error->message.en;
    return state;
}

constexpr const char* now_text = "2026-11-21T08:00:00.000-07:00";  // of the sessions' environment

bool are_alike(const std::string& key, const Json& recorded, const Json& ours) {
    if (recorded == ours) return true;
    if (key != "v")
        return recorded.is_string() && ours.is_string() &&
               single_spaced(recorded.get<std::string>()) == single_spaced(ours.get<std::string>());
    const std::string a = recorded.get<std::string>(), b = ours.get<std::string>();
    if (a.starts_with("uuid:") && b.starts_with("uuid:")) return true;
    const auto x = parse_number(a), y = parse_number(b);
    if (x && y && finite_number_of(*x) && finite_number_of(*y))
        return std::abs(*finite_number_of(*x) - *finite_number_of(*y)) < 1e-9;
    // The moment of the recording has passed; that both took the moment of their day is what can be compared.
    return a.size() > 19 && b == now_text && moment_of(Datum(a), 0);
}

}  // namespace

OpenForm state_of(const Instance& instance) {
    OpenForm open;
    std::map<std::string, std::string> references{{"", "/" + instance.form().definition.root_name}};  // by our path
    std::map<std::string, int> rows;
    for (const Item& item : instance.items()) {
        const std::size_t slash = item.path.rfind('/');
        const auto above = references.find(slash == std::string::npos ? "" : item.path.substr(0, slash));
        if (above == references.end()) continue;
        const ItemView view = instance.view(item);
        const bool is_repeat = view.node->type == FieldType::repeat;
        // A row beyond a lowered count is kept for the day the count rises; for everybody else it is not there.
        const bool is_beyond = item.is_row && !view.is_relevant && !view.node->repeat_count.empty() &&
                               instance.is_relevant(*instance.find(item.path.substr(0, slash)));
        if (is_beyond) continue;
        const std::string reference = item.is_row ? above->second + "[" + std::to_string(++rows[above->second]) + "]"
                                                  : above->second + "/" + view.node->name;
        references[item.path] = reference;
        const std::string shown = is_repeat && !item.is_row ? reference + "#range" : reference;
        open.state[shown] = described(view);
        // Rows are asked one by one whether they count; what that makes of their range is the screen's affair.
        if (is_repeat && !item.is_row && !view.node->relevant.empty()) open.state[shown].erase("rel");
        open.paths[shown] = item.path;
    }
    for (const auto& [range, count] : rows) open.state[range + "#range"]["n"] = count;
    return open;
}

std::string difference(const FormState& recorded, const OpenForm& ours) {
    for (const auto& [reference, expected] : recorded) {
        if (reference.find("meta") != std::string::npos) continue;
        const auto found = ours.state.find(reference);
        if (found == ours.state.end()) return reference + " is missing";
        const bool is_range = reference.ends_with("#range");
        for (const char* key : {"v", "rel", "ro", "req", "lbl", "hint", "opts", "viol", "msg", "n"}) {
            const bool is_plain_group = std::string(key) == "n" && !is_range;
            const bool is_row_label = std::string(key) == "lbl" && reference.ends_with("]");  // ours have none
            if (is_plain_group || is_row_label || (std::string(key) == "msg" && !expected.contains("msg"))) continue;
            const bool is_said = expected.contains(key);
            if (!is_said && std::string(key) != "lbl" && std::string(key) != "viol" && std::string(key) != "hint")
                continue;
            const Json wanted = is_said ? expected[key] : Json("");
            const Json held = found->second.contains(key) ? found->second[key]
                              : std::string(key) == "n"   ? Json(0)
                                                          : Json("");
            if (!is_range && !are_alike(key, wanted, held))
                return reference + " " + key + ": recorded " + wanted.dump() + ", ours " + held.dump();
            if (is_range && (std::string(key) == "n" || (std::string(key) == "rel" && found->second.contains("rel"))) &&
                wanted != held)
                return reference + " " + key + ": recorded " + wanted.dump() + ", ours " + held.dump();
        }
    }
    for (const auto& [reference, held] : ours.state)
        if (!recorded.contains(reference) && reference.find("meta") == std::string::npos)
            return reference + " is not in the recording";
    return "";
}

}  // namespace nuong::conformance
