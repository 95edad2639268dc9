#include "shared/forms/parse_survey.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "shared/forms/json_reader.h"
#include "shared/forms/parse_form.h"
#include "shared/forms/parse_tables.h"
#include "shared/forms/question_kind.h"
#include "shared/forms/resolve.h"

namespace nuong::forms {
namespace {

class SurveyParser {
public:
    SurveyParser(FormDefinition& form, Problems& problems) : form_(form), problems_(problems) {}

    void children(const Json& list, int parent, const std::string& where) {
        if (!list.is_array()) {
            add_error(problems_, where, "Phải là một danh sách câu hỏi.", "Must be a list of questions.");
            return;
        }
        std::set<std::string, std::less<>> names;
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (form_.nodes.size() >= form_nodes_max) {
                add_error(problems_, where, "Biểu mẫu quá lớn: tối đa 20.000 câu hỏi.",
                          "The form is too large: at most 20,000 questions.");
                return;
            }
            const std::string place = where + "[" + std::to_string(i) + "]";
            if (!list[i].is_object())
                add_error(problems_, place, "Phải là một câu hỏi {…}.", "Must be a question {…}.");
            else node(list[i], parent, place, names);
        }
    }

    // A triggered calculation runs when the named question changes and at no other time: it is no calculation but
    // something that the form does, and what it gave is stored.
    void bind_triggers() {
        const NameTable names(form_);
        for (const Trigger& trigger : triggers_) {
            if (trigger.target >= form_.nodes.size()) continue;  // a question with errors of its own
            const Node& target = form_.nodes[trigger.target];
            const auto by = names.find(trigger.by, static_cast<int>(trigger.target));
            if (by.node < 0) {
                add_error(problems_, target.path + ": trigger", "Không có câu hỏi \"" + trigger.by + "\".",
                          "There is no question \"" + trigger.by + "\".");
                continue;
            }
            FormAction action;
            action.events = FormAction::changed;
            action.trigger = form_.nodes[static_cast<std::size_t>(by.node)].path;
            action.target = "${" + target.path + "}";
            action.target_path = target.path;
            action.value = target.calculation;
            action.value_is_expression = !target.calculation.empty();
            form_.actions.push_back(std::move(action));
        }
        for (const Trigger& trigger : triggers_) {
            if (trigger.target >= form_.nodes.size()) continue;
            Node& target = form_.nodes[trigger.target];
            target.calculation.clear();
            if (target.type == FieldType::calculate) target.type = FieldType::hidden;
        }
    }

private:
    void node(const Json& json, int parent, const std::string& place, std::set<std::string, std::less<>>& names) {
        Node node;
        node.parent = parent;
        JsonReader start(json, place, problems_);
        node.name = start.text("name");
        if (!is_name(node.name)) {
            add_error(
                problems_, place,
                "Tên \"" + node.name + "\" không hợp lệ: chỉ dùng chữ không dấu, số, _ - . và bắt đầu bằng chữ.",
                "The name \"" + node.name + "\" is not valid: use letters, digits, _ - . and start with a letter.");
            return;
        }
        node.path = parent < 0 ? node.name : form_.nodes[static_cast<std::size_t>(parent)].path + "/" + node.name;
        if (!names.insert(node.name).second)
            add_error(problems_, node.path, "Tên bị trùng trong cùng một nhóm.",
                      "The name is used twice in one group.");
        JsonReader reader(json, node.path, problems_);
        reader.get("name");
        if (!read_type(reader, node)) return;
        read_words(reader, node);
        read_logic(reader, node);
        read_merge(reader, node);
        place_node(reader, node);
        const Json* inner = reader.get("children");
        reader.warn_unknown_keys();
        const int index = static_cast<int>(form_.nodes.size());
        const bool container = is_container(node.type);
        const Path path = node.path;  // a copy: the nodes move while children are added
        form_.nodes.push_back(std::move(node));
        if (container && inner) children(*inner, index, path);
        else if (inner) add_error(problems_, path, "Chỉ nhóm mới có câu hỏi con.", "Only groups have children.");
        form_.nodes[static_cast<std::size_t>(index)].end = static_cast<int>(form_.nodes.size());
    }

    bool read_type(JsonReader& reader, Node& node) {
        const std::string written = reader.text("type");
        const std::size_t space = written.starts_with("begin ") ? std::string::npos : written.find(' ');
        const QuestionKind* kind = find_question_kind(std::string_view(written).substr(0, space));
        if (!kind) {
            add_error(problems_, reader.at("type"), "Không có kiểu câu hỏi \"" + written + "\".",
                      "There is no question type \"" + written + "\".");
            return false;
        }
        node.type = kind->type;
        node.data_type = kind->data_type;
        node.control = kind->control;
        read_parameters(reader, node);
        if (space != std::string::npos) node.list = written.substr(space + 1);
        if (const std::string list = reader.text("list"); !list.empty()) node.list = list;
        if (kind->from_table)
            node.list = list_of_table(node.list, node.parameter("value"), node.parameter("label"), form_,
                                      reader.at("type"), problems_);
        else check_list(reader, node);
        return true;
    }

    void check_list(const JsonReader& reader, const Node& node) {
        const bool names_codes = node.type == FieldType::calculate;  // its result is a code that the list has words for
        if ((is_select(node.type) || (names_codes && !node.list.empty())) && !form_.list(node.list))
            add_error(problems_, reader.at("type"), "Không có danh sách lựa chọn \"" + node.list + "\".",
                      "There is no choice list \"" + node.list + "\".");
        if (!is_select(node.type) && !names_codes && !node.list.empty())
            add_error(problems_, reader.at("type"), "Kiểu này không dùng danh sách lựa chọn.",
                      "This type takes no choice list.");
    }

    void read_parameters(JsonReader& reader, Node& node) {
        node.parameters = reader.parameters("parameters");
        node.form = reader.text("form");
        if (node.form.empty()) node.form = node.parameter("form");
        if (node.control == "range" && node.parameter("step").find('.') != std::string::npos)
            node.type = FieldType::decimal;
        if (node.data_type == "geopoint") read_places(reader, node);
        if (node.type == FieldType::record_ref && !is_name(node.form))
            add_error(problems_, reader.at("parameters"), "Thiếu form=… : câu hỏi này trỏ tới biểu mẫu nào?",
                      "form=… is missing: which form does this question point to?");
    }

    void read_places(const JsonReader& reader, Node& node) {
        const std::string& written = node.parameter("decimals");
        if (written.empty()) return;
        if (written.size() == 1 && written[0] >= '0' && written[0] <= '6') node.places = written[0] - '0';
        else
            add_error(problems_, reader.at("parameters"), "decimals phải là một số từ 0 đến 6.",
                      "decimals must be a number from 0 to 6.");
    }

    // A range takes numbers from its start to its end, in whole steps where the step is whole.
    void bound_range(const JsonReader& reader, Node& node) {
        const auto bound = [&](const char* name, const char* fallback) {
            const std::string& written = node.parameter(name);
            if (written.empty()) return std::string(fallback);
            if (!parse_number(written))
                add_error(problems_, reader.at("parameters"), std::string(name) + " phải là một số.",
                          std::string(name) + " must be a number.");
            return written;
        };
        const std::string start = bound("start", "0"), end = bound("end", "10"), step = bound("step", "1");
        std::string limits = ". >= " + start + " and . <= " + end;
        if (node.type == FieldType::integer && step != "1") limits += " and (. - " + start + ") mod " + step + " = 0";
        node.constraint = node.constraint.empty() ? limits : "(" + node.constraint + ") and " + limits;
        if (node.constraint_message.empty())
            node.constraint_message.texts = {{"vi", "Chọn từ " + start + " đến " + end + ", mỗi bước " + step + "."},
                                             {"en", "From " + start + " to " + end + " in steps of " + step + "."}};
    }

    void read_words(JsonReader& reader, Node& node) {
        node.label = reader.label("label", form_.default_language);
        node.hint = reader.label("hint", form_.default_language);
        node.guidance = reader.label("guidance_hint", form_.default_language);
        node.media = reader.media(form_.default_language);
        node.constraint_message = reader.label("constraint_message", form_.default_language);
        node.required_message = reader.label("required_message", form_.default_language);
        node.warn_message = reader.label("warn_message", form_.default_language);
        node.appearance = reader.text("appearance");
        const bool seen = is_asked(node.type) || node.type == FieldType::note;
        if (seen && node.label.empty() && node.media.empty())
            add_error(problems_, reader.at("label"), "Thiếu nhãn: người dùng sẽ không biết phải trả lời gì.",
                      "The label is missing: nobody would know what to answer.");
    }

    void read_logic(JsonReader& reader, Node& node) {
        node.relevant = reader.expression("relevant");
        node.constraint = reader.expression("constraint");
        node.required = reader.expression("required");
        node.readonly = reader.expression("readonly");
        node.calculation = reader.expression("calculation");
        node.choice_filter = reader.expression("choice_filter");
        node.repeat_count = reader.expression("repeat_count");
        node.warn = reader.expression("warn");
        read_default(reader, node);
        node.missing = reader.names("missing");
        node.save_to = reader.text("save_to");
        if (node.control == "range") bound_range(reader, node);
        for (std::string& name : reader.names("trigger"))
            triggers_.push_back({form_.nodes.size(), unbraced(std::move(name))});
        if (node.type == FieldType::calculate && node.calculation.empty())
            add_error(problems_, reader.at("calculation"), "Thiếu phép tính.", "The calculation is missing.");
        if (!node.choice_filter.empty() && !is_select(node.type))
            add_error(problems_, reader.at("choice_filter"), "Chỉ câu hỏi lựa chọn mới lọc được.",
                      "Only select questions can be filtered.");
        if (!node.repeat_count.empty() && node.type != FieldType::repeat)
            add_error(problems_, reader.at("repeat_count"), "Chỉ nhóm lặp mới có số lần lặp.",
                      "Only a repeat has a repeat count.");
        if (!node.constraint.empty() && node.constraint_message.empty())
            add_warning(problems_, reader.at("constraint_message"), "Nên nói cho người dùng biết phải sửa thế nào.",
                        "Tell people what to correct.");
        if (!node.warn.empty() && node.warn_message.empty())
            add_error(problems_, reader.at("warn_message"), "Cảnh báo cần có lời.", "A warning needs words.");
    }

    // XLSForm's rule: a default that calls or refers to something is computed once, anything else is the answer itself.
    void read_default(JsonReader& reader, Node& node) {
        const Json* json = reader.get("default");
        if (!json) return;
        if (json->is_boolean()) node.default_value = json->get<bool>() ? "true" : "false";
        else node.default_value = reader.text("default");
        node.default_is_expression = json->is_string() && node.default_value.find_first_of("($") != std::string::npos;
    }

    void read_merge(JsonReader& reader, Node& node) {
        const std::string merge = reader.text("merge");
        if (merge == "group" && is_container(node.type)) node.merge = MergeUnit::group;
        else if (!merge.empty() && merge != "field")
            add_error(problems_, reader.at("merge"), "Chỉ nhận \"field\", hoặc \"group\" trên một nhóm.",
                      "Must be \"field\", or \"group\" on a group.");
        if (const std::string policy = reader.text("policy"); !policy.empty()) {
            if (const auto known = parse_policy(policy)) node.policy = *known;
            else
                add_error(problems_, reader.at("policy"), "Không có cách gộp \"" + policy + "\".",
                          "There is no policy \"" + policy + "\".");
        }
        if (node.policy == Policy::counter && node.type != FieldType::integer && node.type != FieldType::decimal)
            add_error(problems_, reader.at("policy"), "Chỉ số mới cộng dồn được.", "Only a number can be a counter.");
        const std::string sensitivity = reader.text("sensitivity");
        for (const Sensitivity known :
             {Sensitivity::open, Sensitivity::identifying, Sensitivity::health, Sensitivity::special})
            if (sensitivity == name_of(known)) {
                node.sensitivity = known;
                return;
            }
        if (!sensitivity.empty())
            add_error(problems_, reader.at("sensitivity"), "Phải là open, identifying, health hoặc special.",
                      "Must be open, identifying, health or special.");
        else if (node.parent >= 0) node.sensitivity = form_.nodes[static_cast<std::size_t>(node.parent)].sensitivity;
    }

    // A renamed or moved question keeps its id, so that records of older versions stay readable.
    void place_node(JsonReader& reader, Node& node) {
        if (node.parent >= 0) {
            const Node& parent = form_.nodes[static_cast<std::size_t>(node.parent)];
            node.scope = parent.type == FieldType::repeat ? node.parent : parent.scope;
            node.id = parent.id + "/" + node.name;
        } else {
            node.id = node.name;
        }
        if (const std::string id = reader.text("id"); !id.empty()) node.id = id;
        if (node.scope >= 0 && !node.id.starts_with(form_.nodes[static_cast<std::size_t>(node.scope)].id + "/"))
            add_error(problems_, reader.at("id"), "Mã trong nhóm lặp phải bắt đầu bằng mã của nhóm lặp.",
                      "An id inside a repeat must start with the id of the repeat.");
        if (node.id.front() == '~' || !ids_.insert(node.id).second)
            add_error(problems_, reader.at("id"), "Mã \"" + node.id + "\" bị trùng hoặc dành riêng.",
                      "The id \"" + node.id + "\" is used twice or reserved.");
    }

    // "${age}" as well as "age".
    static std::string unbraced(std::string name) {
        if (name.starts_with("${") && name.ends_with("}")) return name.substr(2, name.size() - 3);
        return name;
    }

    struct Trigger {
        std::size_t target;  // index of the question
        std::string by;
    };

    FormDefinition& form_;
    Problems& problems_;
    std::set<std::string, std::less<>> ids_;
    std::vector<Trigger> triggers_;
};

}  // namespace

bool is_name(std::string_view name) {
    if (name.empty() || name.size() > 200) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        const bool later = (c >= '0' && c <= '9') || c == '-' || c == '.';
        if (!letter && !(later && i > 0)) return false;
    }
    return true;
}

void parse_survey(const Json& survey, FormDefinition& form, Problems& problems) {
    SurveyParser parser(form, problems);
    parser.children(survey, -1, "survey");
    parser.bind_triggers();
}

}  // namespace nuong::forms
