#include "shared/forms/fields_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace nuong::forms {
namespace {

constexpr const char* row_key = "~key";

class Reader {
public:
    explicit Reader(const CompiledForm& form) : form_(form) {}

    // `place` is the id of the group with row keys, `written` the same as a person wrote it.
    Status object(const Json& json, int group, const std::string& place, const std::string& written) {
        if (!json.is_object()) return wrong(written, "phải là một nhóm {…}", "must be a group {…}");
        for (const auto& [name, value] : json.items()) {
            if (name == row_key) continue;
            const std::string path = written.empty() ? name : written + "/" + name;
            const int node = child(group, name);
            if (node < 0) return unknown(group, path, name);
            const Status read = answer(value, node, address(node, place), path);
            if (!read) return read;
        }
        return Done{};
    }
    Fields take() { return std::move(fields_); }

private:
    // A flat key "group/name" is as good as nested objects.
    int child(int group, std::string_view name) const {
        const std::string prefix = group < 0 ? "" : form_.node(group).path + "/";
        const int node = form_.find(prefix + std::string(name));
        return node >= 0 && form_.node(node).scope == scope_of(group) ? node : -1;
    }
    int scope_of(int group) const {
        if (group < 0) return -1;
        return form_.node(group).type == FieldType::repeat ? group : form_.node(group).scope;
    }
    // `place` already holds the row keys of the repeats around.
    std::string address(int node, const std::string& place) const {
        const int scope = form_.node(node).scope;
        return scope < 0 ? form_.node(node).id : place + form_.node(node).id.substr(form_.node(scope).id.size());
    }

    Status answer(const Json& value, int node, const std::string& id, const std::string& written) {
        const Node& question = form_.node(node);
        if (question.type == FieldType::repeat) return rows(value, node, id, written);
        // Inside a repeat the place stays the row: addresses are built from the row, not from the group.
        if (question.type == FieldType::group) {
            const std::string row =
                question.scope < 0
                    ? ""
                    : id.substr(0, id.size() - (question.id.size() - form_.node(question.scope).id.size()));
            return value.is_null() ? Status(Done{}) : object(value, node, row, written);
        }
        if (value.is_array() && question.type == FieldType::select_multiple) return codes(value, id, written);
        auto read = value_from_json(value);
        if (!read) return wrong(written, read.error().message.vi, read.error().message.en);
        nuong::set(fields_, id, std::move(*read));
        return Done{};
    }

    Status codes(const Json& list, const std::string& id, const std::string& written) {
        std::string all;
        for (const Json& code : list) {
            if (!code.is_string()) return wrong(written, "phải là danh sách mã lựa chọn", "must be a list of choices");
            all += (all.empty() ? "" : " ") + code.get<std::string>();
        }
        nuong::set(fields_, id, all.empty() ? Value() : Value(all));
        return Done{};
    }

    Status rows(const Json& list, int repeat, const std::string& id, const std::string& written) {
        if (!list.is_array()) return wrong(written, "phải là danh sách các dòng [{…}]", "must be a list of rows [{…}]");
        for (std::size_t i = 0; i < list.size(); ++i) {
            const bool keyed = list[i].is_object() && list[i].contains(row_key) && list[i][row_key].is_string();
            const std::string key = keyed ? list[i][row_key].get<std::string>() : std::to_string(i + 1);
            if (key.empty() || key.find('/') != std::string::npos)
                return wrong(written, "có mã dòng sai", "has a wrong row key");
            nuong::set(fields_, id + "/" + key + "/~live", Value(true));
            const Status read = object(list[i], repeat, id + "/" + key, written + "/" + std::to_string(i + 1));
            if (!read) return read;
        }
        return Done{};
    }

    static Error wrong(const std::string& path, const std::string& vi, const std::string& en) {
        const std::string shown = path.empty() ? "answers" : path;
        return Error{ErrorCode::invalid, {shown + ": " + vi + ".", shown + ": " + en + "."}};
    }

    // The nearest name within the same group; failing that, anywhere in the form.
    Error unknown(int group, const std::string& path, const std::string& name) const {
        std::string best;
        std::size_t best_edits = std::max<std::size_t>(1, name.size() / 3) + 1;
        for (std::size_t i = 0; i < form_.definition.nodes.size(); ++i) {
            const Node& node = form_.definition.nodes[i];
            if (node.parent != group) continue;
            const std::size_t edits = edit_distance(name, node.name, best_edits);
            if (edits < best_edits) best = node.path, best_edits = edits;
        }
        if (best.empty()) {
            const auto found = form_.names.find(name, group);
            best = found.node >= 0 ? form_.node(found.node).path : form_.names.nearest(name);
        }
        const std::string hint_vi = best.empty() ? "" : " Có phải \"" + best + "\"?",
                          hint_en = best.empty() ? "" : " Did you mean \"" + best + "\"?";
        return Error{ErrorCode::invalid,
                     {"Biểu mẫu không có \"" + path + "\"." + hint_vi, "The form has no \"" + path + "\"." + hint_en}};
    }

    const CompiledForm& form_;
    Fields fields_;
};

class Writer {
public:
    Writer(const CompiledForm& form, const Fields& fields) : form_(form), fields_(fields) {}

    Json children(int first, int last, const std::string& place) const {
        Json object = Json::object();
        for (int i = first; i < last;) {
            const Node& node = form_.node(i);
            const std::string id = node.scope < 0 ? node.id : place + node.id.substr(form_.node(node.scope).id.size());
            if (node.type == FieldType::group) {
                Json inner = children(i + 1, node.end, place);
                if (!inner.empty()) object[node.name] = std::move(inner);
            } else if (node.type == FieldType::repeat) {
                Json list = rows(i, id);
                if (!list.empty()) object[node.name] = std::move(list);
            } else if (const Value* value = nuong::find(fields_, id)) {
                object[node.name] = to_json(*value);
            }
            i = node.end;
        }
        return object;
    }

private:
    Json rows(int repeat, const std::string& id) const {
        const std::string prefix = id + "/";
        std::vector<std::string> keys;
        auto at =
            std::lower_bound(fields_.begin(), fields_.end(), prefix,
                             [](const NamedValue& field, const std::string& wanted) { return field.name < wanted; });
        for (; at != fields_.end() && at->name.starts_with(prefix); ++at) {
            const std::string key = at->name.substr(prefix.size(), at->name.find('/', prefix.size()) - prefix.size());
            if (keys.empty() || keys.back() != key) keys.push_back(key);
        }
        std::sort(keys.begin(), keys.end(), [](const std::string& a, const std::string& b) {
            return a.size() != b.size() ? a.size() < b.size() : a < b;
        });
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        Json list = Json::array();
        for (const std::string& key : keys) {
            const Value* live = nuong::find(fields_, prefix + key + "/~live");
            if (live && *live == Value(false)) continue;
            Json row = children(repeat + 1, form_.node(repeat).end, prefix + key);
            row[row_key] = key;
            list.push_back(std::move(row));
        }
        return list;
    }

    const CompiledForm& form_;
    const Fields& fields_;
};

}  // namespace

Result<Fields> fields_from_json(const CompiledForm& form, const Json& nested) {
    Reader reader(form);
    const Status read = reader.object(nested, -1, "", "");
    if (!read) return read.error();
    return reader.take();
}

Json fields_to_json(const CompiledForm& form, const Fields& fields) {
    return Writer(form, fields).children(0, static_cast<int>(form.definition.nodes.size()), "");
}

}  // namespace nuong::forms
