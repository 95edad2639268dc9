#include "shared/forms/parse_survey.h"

#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "shared/forms/json_reader.h"
#include "shared/forms/parse_form.h"

namespace nuong::forms {
namespace {

struct TypeName {
    const char* name;
    FieldType type;
};
constexpr std::array<TypeName, 24> type_names{{{"text", FieldType::text},
                                               {"string", FieldType::text},
                                               {"integer", FieldType::integer},
                                               {"int", FieldType::integer},
                                               {"decimal", FieldType::decimal},
                                               {"date", FieldType::date},
                                               {"select_one", FieldType::select_one},
                                               {"select_multiple", FieldType::select_multiple},
                                               {"note", FieldType::note},
                                               {"calculate", FieldType::calculate},
                                               {"acknowledge", FieldType::acknowledge},
                                               {"trigger", FieldType::acknowledge},
                                               {"hidden", FieldType::hidden},
                                               {"record_ref", FieldType::record_ref},
                                               {"start", FieldType::start},
                                               {"end", FieldType::end},
                                               {"today", FieldType::today},
                                               {"username", FieldType::username},
                                               {"deviceid", FieldType::deviceid},
                                               {"begin_group", FieldType::group},
                                               {"begin group", FieldType::group},
                                               {"begin_repeat", FieldType::repeat},
                                               {"begin repeat", FieldType::repeat},
                                               {"repeat", FieldType::repeat}}};

std::optional<FieldType> parse_type(std::string_view word) {
    if (word == "group") return FieldType::group;
    for (const TypeName& entry : type_names)
        if (word == entry.name) return entry.type;
    return std::nullopt;
}

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
        const auto type = parse_type(std::string_view(written).substr(0, space));
        if (!type) {
            add_error(problems_, reader.at("type"), "Không có kiểu câu hỏi \"" + written + "\".",
                      "There is no question type \"" + written + "\".");
            return false;
        }
        node.type = *type;
        if (space != std::string::npos) node.list = written.substr(space + 1);
        if (const std::string list = reader.text("list"); !list.empty()) node.list = list;
        if (is_select(node.type) && !form_.list(node.list))
            add_error(problems_, reader.at("type"), "Không có danh sách lựa chọn \"" + node.list + "\".",
                      "There is no choice list \"" + node.list + "\".");
        if (!is_select(node.type) && !node.list.empty())
            add_error(problems_, reader.at("type"), "Kiểu này không dùng danh sách lựa chọn.",
                      "This type takes no choice list.");
        read_parameters(reader, node);
        return true;
    }

    void read_parameters(JsonReader& reader, Node& node) {
        node.form = reader.text("form");
        if (const Json* parameters = reader.get("parameters")) {
            if (parameters->is_object() && parameters->contains("form") && (*parameters)["form"].is_string())
                node.form = (*parameters)["form"].get<std::string>();
            else if (parameters->is_string() && parameters->get_ref<const std::string&>().starts_with("form="))
                node.form = parameters->get<std::string>().substr(5);
            else
                add_warning(problems_, reader.at("parameters"), "Không hiểu tham số này nên bỏ qua.",
                            "These parameters are not understood and were ignored.");
        }
        if (node.type == FieldType::record_ref && !is_name(node.form))
            add_error(problems_, reader.at("parameters"), "Thiếu form=… : câu hỏi này trỏ tới biểu mẫu nào?",
                      "form=… is missing: which form does this question point to?");
    }

    void read_words(JsonReader& reader, Node& node) {
        node.label = reader.label("label", form_.default_language);
        node.hint = reader.label("hint", form_.default_language);
        node.constraint_message = reader.label("constraint_message", form_.default_language);
        node.required_message = reader.label("required_message", form_.default_language);
        node.warn_message = reader.label("warn_message", form_.default_language);
        node.appearance = reader.text("appearance");
        const bool seen = is_asked(node.type) || node.type == FieldType::note;
        if (seen && node.label.empty())
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

    FormDefinition& form_;
    Problems& problems_;
    std::set<std::string, std::less<>> ids_;
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
    SurveyParser(form, problems).children(survey, -1, "survey");
}

}  // namespace nuong::forms
