#include "shared/forms/import_xform.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>

#include "shared/forms/evaluate.h"
#include "shared/forms/xform_body.h"

namespace nuong::forms {
namespace {

constexpr int import_depth_max = 100;

std::string unprefixed(const std::string& type) { return std::string(local_name(type)); }

// What JavaRosa, Enketo and pyxform write for the same type.
std::string data_type_of(const std::string& written) {
    const std::string type = unprefixed(written);
    if (type == "integer" || type == "long" || type == "short") return "int";
    if (type == "float" || type == "double") return "decimal";
    if (type == "datetime") return "dateTime";
    static constexpr std::array<std::string_view, 12> known{"int",      "decimal", "date",     "time",
                                                            "dateTime", "boolean", "geopoint", "geotrace",
                                                            "geoshape", "binary",  "barcode",  "intent"};
    return std::find(known.begin(), known.end(), type) == known.end() ? "string" : type;
}

bool changes_by_itself(const std::string& calculation) {
    for (const char* call : {"now(", "uuid(", "random(", "once(", "today("})
        if (calculation.find(call) != std::string::npos) return true;
    return false;
}

FieldType asked_type(const std::string& control, const std::string& data_type) {
    if (control == "select1") return FieldType::select_one;
    if (control == "select" || control == "rank") return FieldType::select_multiple;
    if (control == "trigger") return FieldType::acknowledge;
    if (data_type == "int") return FieldType::integer;
    if (data_type == "decimal") return FieldType::decimal;
    return data_type == "date" ? FieldType::date : FieldType::text;
}

// ODK's versions are any text; ours are numbers that grow.
std::uint32_t version_from(const std::string& written) {
    std::uint32_t version = 0;
    const auto read = std::from_chars(written.data(), written.data() + written.size(), version);
    return read.ec == std::errc() && read.ptr == written.data() + written.size() && version > 0 ? version : 1;
}

class XformImport {
public:
    XformImport(const XmlTree& tree, const Attachment& attachment)
        : tree_(tree), attachment_(attachment), texts_(tree) {}

    ParsedForm run() {
        const NodeNumber html = tree_.child(0, "html");
        const NodeNumber head = html == 0 ? 0 : tree_.child(html, "head");
        const NodeNumber model = head == 0 ? 0 : tree_.child(head, "model");
        const NodeNumber primary = model == 0 ? 0 : primary_root(model);
        if (primary == 0) {
            add_error(problems_, "/html/head/model/instance", "Đây không phải là biểu mẫu XForms: thiếu dữ liệu chính.",
                      "This is no XForm: the primary instance is missing.");
            return {std::nullopt, std::move(problems_)};
        }
        form_.is_imported = true;
        form_.root_name = tree_.name(primary);
        form_.id = attribute(primary, "id");
        if (form_.id.empty()) form_.id = form_.root_name;
        form_.version = version_from(attribute(primary, "version"));
        texts_.read_itext(tree_.child(model, "itext"));
        form_.default_language = texts_.default_language;
        form_.languages = texts_.languages.empty() ? std::vector{texts_.default_language} : texts_.languages;
        form_.texts = texts_.by_id;
        if (const NodeNumber title = tree_.child(head, "title"); title != 0)
            form_.title.texts[form_.default_language] = tree_.text(title);
        read_tables(model);
        check_submission(model);
        XformBody body(tree_, texts_, form_.root_name, problems_);
        body.read_model_actions(model);
        if (const NodeNumber found = tree_.child(html, "body"); found != 0) body.read(found);
        body_ = &body;
        read_binds(model);
        add_children(primary, -1, -1, "", 0);
        form_.actions = std::move(body.actions);
        std::sort(form_.lists.begin(), form_.lists.end(),
                  [](const ChoiceList& a, const ChoiceList& b) { return a.name < b.name; });
        note_unused();
        if (has_error(problems_)) return {std::nullopt, std::move(problems_)};
        return {std::move(form_), std::move(problems_)};
    }

private:
    std::string attribute(NodeNumber element, std::string_view name) const {
        const std::string* value = tree_.attribute(element, name);
        return value ? *value : "";
    }

    // Of whichever <bind> of that path says it; there may be several.
    std::string bound(const Path& path, std::string_view name) const {
        const auto found = binds_.find(path);
        if (found == binds_.end()) return "";
        for (const NodeNumber bind : found->second)
            if (const std::string* value = tree_.attribute(bind, name)) return *value;
        return "";
    }

    NodeNumber primary_root(NodeNumber model) const {
        const NodeNumber instance = tree_.child(model, "instance");
        const auto inside = instance == 0 ? std::vector<NodeNumber>{} : tree_.elements(instance);
        return inside.empty() ? 0 : inside.front();
    }

    void read_tables(NodeNumber model) {
        bool is_primary = true;
        for (const NodeNumber element : tree_.elements(model)) {
            if (tree_.local(element) != "instance") continue;
            if (std::exchange(is_primary, false)) continue;
            const std::string id = attribute(element, "id"), source = attribute(element, "src");
            const auto inside = tree_.elements(element);
            Table table{id, TableKind::xml, inside.empty() ? "<root/>" : tree_.to_xml(inside.front())};
            if (!source.empty() && id != last_saved_table) {
                const auto found = attachment_ ? attachment_(source) : std::nullopt;
                if (found) take_attachment(source, *found, table);
                else
                    add_warning(problems_, "instance(" + id + ")", "Thiếu tệp " + source + "; bảng để trống.",
                                "The file " + source + " is missing; the table is left empty.");
            }
            form_.tables.push_back(std::move(table));
        }
    }

    void take_attachment(const std::string& source, const std::string& text, Table& table) {
        table.kind = table_kind_of(source).value_or(TableKind::xml);
        table.text = text;
        if (table.kind == TableKind::xml) return;  // of any shape: the compiler reads it whole
        const auto read = read_table(table.kind, text);
        if (!read) add_error(problems_, source, read.error().message.vi, read.error().message.en);
    }

    void check_submission(NodeNumber model) {
        const NodeNumber submission = tree_.child(model, "submission");
        if (submission == 0) return;
        const std::string method = attribute(submission, "method");
        if (!method.empty() && method != "post" && method != "form-data-post")
            add_error(problems_, tree_.path(submission), "Không gửi được bằng cách \"" + method + "\".",
                      "There is no way to send by the method \"" + method + "\".");
    }

    void read_binds(NodeNumber model) {
        for (const NodeNumber element : tree_.elements(model)) {
            if (tree_.local(element) != "bind") continue;
            const std::string nodeset = attribute(element, "nodeset");
            if (const auto path = body_->path_of(nodeset, "")) binds_[*path].push_back(element);
            else
                add_warning(problems_, tree_.path(element), "Không có \"" + nodeset + "\" trong dữ liệu của biểu mẫu.",
                            "The form's data has no \"" + nodeset + "\".");
        }
    }

    // Elements of one name are the rows of a repeat; the one marked as template, else the first, says what is in a row.
    void add_children(NodeNumber element, int parent, int scope, const Path& path, int depth) {
        if (depth > import_depth_max)
            return add_error(problems_, "/" + form_.root_name + "/" + path, "Dữ liệu lồng nhau quá sâu.",
                             "The data is nested too deeply.");
        std::map<std::string, std::vector<NodeNumber>> by_name;
        std::vector<std::string> order;
        for (const NodeNumber child : tree_.elements(element)) {
            auto& same = by_name[std::string(tree_.name(child))];
            if (same.empty()) order.emplace_back(tree_.name(child));
            same.push_back(child);
        }
        for (const std::string& name : order) {
            if (form_.nodes.size() >= form_nodes_max)
                return add_error(problems_, "/" + form_.root_name, "Biểu mẫu có quá nhiều câu hỏi.",
                                 "The form has too many questions.");
            add_node(by_name[name], parent, scope, path.empty() ? name : path + "/" + name, depth);
        }
    }

    void add_node(const std::vector<NodeNumber>& same, int parent, int scope, const Path& path, int depth) {
        const bool repeats = body_->repeats.contains(path);
        const auto marked =
            std::find_if(same.begin(), same.end(), [&](NodeNumber child) { return is_template(child); });
        const NodeNumber model = marked == same.end() ? same.front() : *marked;
        if (!repeats && same.size() > 1)
            add_warning(problems_, path, "Mục này đứng nhiều lần mà không phải nhóm lặp; chỉ giữ mục đầu.",
                        "It stands several times without being a repeat; only the first is kept.");
        const int index = static_cast<int>(form_.nodes.size());
        Node node;
        node.id = node.path = path;
        node.name = tree_.name(model);
        node.parent = parent;
        node.scope = scope;
        const bool holds_others = !tree_.elements(model).empty();
        node.type = repeats ? FieldType::repeat : holds_others ? FieldType::group : FieldType::text;
        describe(node, model);
        form_.nodes.push_back(std::move(node));
        if (repeats) note_rows(same, index);
        if (repeats || holds_others) add_children(model, index, repeats ? index : scope, path, depth + 1);
        form_.nodes[static_cast<std::size_t>(index)].end = static_cast<int>(form_.nodes.size());
    }

    bool is_template(NodeNumber element) const { return tree_.attribute(element, "template") != nullptr; }

    void describe(Node& node, NodeNumber model) {
        const auto control = body_->controls.find(node.path);
        if (control != body_->controls.end()) take_control(node, control->second);
        take_bind(node);
        if (is_container(node.type)) {
            note_entity(node, model);
            return;
        }
        if (node.data_type.empty()) node.data_type = "string";
        const bool is_asked = !node.control.empty() && node.control != "group" && node.control != "repeat";
        node.type = is_asked ? asked_type(node.control, node.data_type) : FieldType::hidden;
        if (!is_asked && !node.calculation.empty() && !changes_by_itself(node.calculation))
            node.type = FieldType::calculate;
        if (node.calculation.empty() && node.default_value.empty()) node.default_value = tree_.text(model);
        take_preload(node);
    }

    void take_control(Node& node, const XformControl& control) {
        node.control = control.kind;
        node.appearance = control.appearance;
        node.label = control.label;
        node.hint = control.hint;
        node.guidance = control.guidance;
        node.media = control.media;
        node.parameters = control.parameters;
        node.itemset = control.itemset;
        if (node.type == FieldType::repeat) node.repeat_count = count_of(node);
        const bool selects = control.kind == "select" || control.kind == "select1" || control.kind == "rank";
        if (!selects || node.itemset) return;
        node.list = node.path;
        form_.lists.push_back({node.path, control.choices});
    }

    // A bare name in jr:count is said from where the repeat stands, as controls say theirs, not from inside a row.
    std::string count_of(const Node& node) const {
        const std::string& count = body_->repeats.at(node.path);
        const auto is_name_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
        const bool is_bare = !count.empty() && !std::isdigit(static_cast<unsigned char>(count[0])) &&
                             std::all_of(count.begin(), count.end(), is_name_letter);
        return is_bare && !has_child(node, count) ? "../" + count : count;
    }

    bool has_child(const Node& node, const std::string& name) const {
        return binds_.contains(node.path + "/" + name) || body_->controls.contains(node.path + "/" + name);
    }

    void take_bind(Node& node) {
        node.relevant = bound(node.path, "relevant");
        node.constraint = bound(node.path, "constraint");
        node.required = bound(node.path, "required");
        node.readonly = bound(node.path, "readonly");
        node.calculation = bound(node.path, "calculate");
        if (binds_.contains(node.path)) node.data_type = data_type_of(bound(node.path, "type"));
        node.save_to = bound(node.path, "saveto");
        if (const std::string words = bound(node.path, "constraintMsg"); !words.empty())
            node.constraint_message = texts_.of_attribute(words);
        if (const std::string words = bound(node.path, "requiredMsg"); !words.empty())
            node.required_message = texts_.of_attribute(words);
    }

    // What ODK fills in by itself stands before what the form would calculate.
    void take_preload(Node& node) {
        const std::string preload = bound(node.path, "preload"), what = bound(node.path, "preloadParams");
        if (preload.empty()) return;
        const auto becomes = [&](FieldType type) {
            node.type = type;
            node.calculation.clear();
            node.default_value.clear();
        };
        const auto begins_as = [&](const char* expression) {
            if (node.type == FieldType::calculate) node.type = FieldType::hidden;
            node.calculation.clear();
            node.default_value = expression;
            node.default_is_expression = true;
        };
        if (preload == "uid") begins_as("concat('uuid:', uuid())");
        else if (preload == "timestamp" && what == "start") begins_as("now()");
        else if (preload == "timestamp" && what == "end") becomes(FieldType::end);
        else if (preload == "date") begins_as("today()");
        else if (preload == "property" && what == "username") becomes(FieldType::username);
        else if (preload == "property" && what == "deviceid") becomes(FieldType::deviceid);
        else
            add_warning(problems_, node.path, "Chưa hỗ trợ jr:preload=\"" + preload + "\" (" + what + ").",
                        "jr:preload=\"" + preload + "\" (" + what + ") is not supported.");
    }

    void note_entity(const Node& node, NodeNumber model) {
        if (local_name(node.name) != "entity" || attribute(model, "dataset").empty()) return;
        EntityDeclaration entity;
        entity.group = node.path;
        entity.dataset = attribute(model, "dataset");
        const auto calculated = [&](const char* name) {
            const std::string expression = bound(node.path + "/@" + name, "calculate");
            return expression.empty() ? attribute(model, name) : expression;
        };
        entity.create_if = calculated("create");
        entity.update_if = calculated("update");
        entity.entity_id = calculated("id");
        entity.label = bound(node.path + "/label", "calculate");
        form_.entities.push_back(std::move(entity));
    }

    // Rows of a counted repeat are made by its count; others stand in the form as it comes.
    void note_rows(const std::vector<NodeNumber>& same, int index) {
        Node& node = form_.nodes[static_cast<std::size_t>(index)];
        const bool has_template =
            std::any_of(same.begin(), same.end(), [&](NodeNumber row) { return is_template(row); });
        int rows = 0;
        for (const NodeNumber row : same) {
            if (is_template(row)) continue;
            ++rows;
            const Path place = node.path + "/" + std::to_string(rows);
            if (node.scope >= 0 || (!node.repeat_count.empty() && !has_template)) continue;
            form_.first_rows.push_back({place + "/~live", Value(true)});
            note_row(row, node.path, place, 0);
        }
        if (node.scope >= 0 && node.repeat_count.empty()) node.rows_at_start = std::min(rows, 1'000);
    }

    void note_row(NodeNumber element, const Path& path, const Path& place, int depth) {
        if (depth > import_depth_max) return;
        std::map<std::string, int> seen;
        for (const NodeNumber child : tree_.elements(element)) {
            const std::string name(tree_.name(child));
            const Path below = path + "/" + name;
            Path there = place + "/" + name;
            if (body_->repeats.contains(below)) {
                if (is_template(child) || !body_->repeats.at(below).empty()) continue;
                there += "/" + std::to_string(++seen[name]);
                form_.first_rows.push_back({there + "/~live", Value(true)});
                note_row(child, below, there, depth + 1);
            } else if (!tree_.elements(child).empty()) {
                note_row(child, below, there, depth + 1);
            } else if (bound(below, "calculate").empty()) {
                form_.first_rows.push_back({there, Value(tree_.text(child))});
            }
        }
    }

    void note_unused() {
        std::set<Path> paths;
        for (const Node& node : form_.nodes) paths.insert(node.path);
        for (const auto& [path, control] : body_->controls)
            if (!path.empty() && !paths.contains(path))
                add_warning(problems_, path, "Câu hỏi này không có trong dữ liệu của biểu mẫu.",
                            "The form's data has no such question.");
    }

    const XmlTree& tree_;
    const Attachment& attachment_;
    XformTexts texts_;
    FormDefinition form_;
    Problems problems_;
    XformBody* body_ = nullptr;
    std::map<Path, std::vector<NodeNumber>> binds_;
};

// Values in the XML of a record, by the paths of the form.
class XmlAnswers {
public:
    XmlAnswers(const FormDefinition& form, const XmlTree& tree) : tree_(tree) {
        for (const Node& node : form.nodes) nodes_.emplace(node.path, &node);
    }

    Fields read(NodeNumber top) {
        inside(top, "", "", 0);
        std::sort(fields_.begin(), fields_.end(),
                  [](const NamedValue& a, const NamedValue& b) { return a.name < b.name; });
        return std::move(fields_);
    }

private:
    void inside(NodeNumber element, const Path& path, const Path& place, int depth) {
        if (depth > import_depth_max) return;
        std::map<std::string, int> seen;
        for (const NodeNumber child : tree_.elements(element)) {
            const std::string name(tree_.name(child));
            const Path below = path.empty() ? name : path + "/" + name;
            Path there = place.empty() ? name : place + "/" + name;
            const auto known = nodes_.find(below);
            if (known == nodes_.end()) continue;
            if (known->second->type == FieldType::repeat) {
                there += "/" + std::to_string(++seen[name]);
                fields_.push_back({there + "/~live", Value(true)});
            }
            if (is_container(known->second->type)) inside(child, below, there, depth + 1);
            else if (is_stored(known->second->type) && !tree_.text(child).empty())
                fields_.push_back({there, Value(tree_.text(child))});
        }
    }

    const XmlTree& tree_;
    std::map<Path, const Node*> nodes_;
    Fields fields_;
};

}  // namespace

ParsedForm import_xform(std::string_view xml, const Attachment& attachment) {
    const auto tree = XmlTree::parse(xml, false);
    if (!tree) {
        ParsedForm failed;
        add_error(failed.problems, "/", tree.error().message.vi, tree.error().message.en);
        return failed;
    }
    return XformImport(**tree, attachment).run();
}

Compiled compile_xform(std::string_view xml, const Attachment& attachment) {
    ParsedForm parsed = import_xform(xml, attachment);
    if (!parsed) return {nullptr, std::move(parsed.problems)};
    Compiled compiled = compile_form(std::move(*parsed.definition));
    compiled.problems.insert(compiled.problems.begin(), parsed.problems.begin(), parsed.problems.end());
    return compiled;
}

Result<Fields> answers_from_xml(const FormDefinition& form, std::string_view xml) {
    const auto tree = XmlTree::parse(xml, false);
    if (!tree) return tree.error();
    const auto tops = (*tree)->elements(0);
    if (tops.empty()) return Error{ErrorCode::invalid, {"Bản ghi không có dữ liệu.", "The record has no data."}};
    return XmlAnswers(form, **tree).read(tops.front());
}

}  // namespace nuong::forms
